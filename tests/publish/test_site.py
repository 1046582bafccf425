"""Every page of the site: it stands, says what it must, is well-formed, and speaks to no other host."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from lxml import etree, html

from pactwatch.ledger.ledger import Ledger
from pactwatch.publish.site import create_app
from pactwatch.read.document import Document

from .examples import HOSTILE, NOW, claim

PAGES = (
    "/",
    "/timeline",
    "/agreements",
    "/commitments",
    "/delivery",
    "/incidents",
    "/findings",
    "/obligations",
    "/cases",
    "/coordination",
    "/report",
    "/meetings",
    "/positions",
    "/tallies",
    "/documents",
    "/about",
)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def links(page: Response) -> Iterator[str]:
    tree = html.fromstring(page.content)
    for attribute in ("href", "src", "srcset", "action", "data-incidents", "data-places"):
        yield from tree.xpath(f"//@{attribute}")


def crawl(site: TestClient, start: str = "/") -> dict[str, Response]:
    seen: dict[str, Response] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen[address] = site.get(address)
        if seen[address].headers["content-type"].startswith("text/html"):
            waiting += [urldefrag(urljoin(address, link)).url for link in links(seen[address])]
    return seen


@pytest.fixture(scope="module")
def crawled(site: TestClient) -> dict[str, Response]:
    return crawl(site)


def pages(crawled: dict[str, Response]) -> dict[str, Response]:
    return {name: page for name, page in crawled.items() if page.headers["content-type"].startswith("text/html")}


def test_every_link_leads_somewhere(crawled: dict[str, Response]) -> None:
    assert {address: page.status_code for address, page in crawled.items() if page.status_code != 200} == {}
    paths = {address.split("?")[0].split("/")[1] for address in crawled}
    assert {
        "claims",
        "documents",
        "incidents",
        "agreements",
        "commitments",
        "findings",
        "api",
        "static",
        "charts",
    } <= paths


def test_every_fragment_of_a_link_is_on_its_page(site: TestClient, crawled: dict[str, Response]) -> None:
    for address, page in pages(crawled).items():
        for link in links(page):
            target, fragment = urldefrag(urljoin(address, link))
            if fragment:
                found = html.fromstring(crawled[target].content).xpath("//*[@id=$name]", name=fragment)
                assert len(found) == 1, (address, link)


def test_no_page_asks_another_host(crawled: dict[str, Response]) -> None:
    for address, page in pages(crawled).items():
        for link in links(page):
            assert link.startswith(("/", "#")) and not link.startswith("//"), (address, link)


def test_pages_are_well_formed(crawled: dict[str, Response]) -> None:
    for address, page in pages(crawled).items():
        tree = html.document_fromstring(page.content)
        assert tree.get("lang") == "en-GB"
        identities = tree.xpath("//@id")
        assert len(identities) == len(set(identities)), address
        assert len(tree.xpath("//h1")) == 1, address
        levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4")]
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (address, levels)
        assert all(table.find("caption") is not None for table in tree.iter("table")), address
        assert all(control.get("id") in tree.xpath("//label/@for") for control in tree.iter("select")), address
        assert all(image.get("alt") for image in tree.iter("img")), address
        for name in tree.xpath("//@aria-labelledby"):
            assert name in identities, (address, name)
        # Every element is closed where it should be: the page is read as XML once void elements are closed.
        text = page.text.removeprefix("<!doctype html>")
        text = re.sub(r" (selected|hidden|defer|open)>", r' \1="">', text)
        text = re.sub(rf"<({'|'.join(VOID)})((?:\s[^<>]*)?)>", r"<\1\2/>", text)
        etree.fromstring(text.encode())


def test_headers_are_strict(crawled: dict[str, Response], site: TestClient) -> None:
    for page in [
        *crawled.values(),
        site.get("/nowhere"),
        site.get("/?known=soon"),
        site.get("/api/v1/claims?limit=0"),
    ]:
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy
        assert "unsafe" not in policy and "http" not in policy
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["referrer-policy"] == "no-referrer"


def test_no_inline_script_or_style(crawled: dict[str, Response]) -> None:
    for address, page in pages(crawled).items():
        tree = html.fromstring(page.content)
        assert not tree.xpath("//script[not(@src)] | //style | //@style"), address
        assert not [name for element in tree.iter() for name in element.attrib if str(name).startswith("on")], address


def test_hostile_text_stays_text(crawled: dict[str, Response]) -> None:
    shown = 0
    for address, page in pages(crawled).items():
        assert HOSTILE not in page.text, address
        assert "<img src=x" not in page.text and "<script>" not in page.text, address
        shown += HOSTILE in html.fromstring(page.content).text_content()
    assert shown > 5


def test_hostile_query_stays_text(site: TestClient) -> None:
    for page in PAGES:
        answer = site.get(page, params={"q": HOSTILE, "actor": HOSTILE, "type": HOSTILE, "place": HOSTILE})
        assert answer.status_code == 200 and HOSTILE not in answer.text
    answer = site.get("/", params={"known": HOSTILE})
    assert answer.status_code == 400 and HOSTILE not in answer.text


def test_the_front_page_says_the_state_of_things(site: TestClient) -> None:
    text = " ".join(html.fromstring(site.get("/").content).text_content().split())
    assert "Does the ceasefire hold?" in text and "Terms of the pause" in text
    assert "In force since 18 March 2025, until 17 April 2025" in text
    assert "Broken" in text and "1 conditional commitment not activated" in text
    assert "France and Ukraine owe each other consultation" in text and "overdue by" in text
    assert "Toll revised" in text and "5 documents, 14 claims" in text


def test_a_document_marks_every_quote(site: TestClient, ids: Callable[[str], list[str]]) -> None:
    claim_id = ids("incident")[0]
    address = site.get(f"/api/v1/claims/{claim_id}").json()["document_id"]
    page = html.fromstring(site.get(f"/documents/{address}").content)
    (marked,) = page.xpath("//mark[@id=$name]", name=f"claim-{claim_id}")
    assert marked.text_content() == "A drone hit an electricity substation in Kryvyi Rih on 2 April 2025."
    assert "Two lines could not be decoded." in page.text_content()
    assert len(page.xpath("//aside//ol/li")) == 3


def test_a_claim_shows_its_words_its_origin_and_its_decisions(
    site: TestClient, ids: Callable[[str], list[str]]
) -> None:
    text = " ".join(html.fromstring(site.get(f"/claims/{ids('incident')[1]}").content).text_content().split())
    assert "Ukraine's energy minister blamed Russia" in text
    assert "constructed 1" in text and "2 April 2025, 20:00 UTC" in text
    assert "The same as another claim" in text and "A. Analyst" in text


def test_commitments_are_filtered(site: TestClient) -> None:
    everything = site.get("/commitments").text
    assert "2 commitments" in everything and "up to EUR 3 billion" in everything
    assert "1 commitment," in site.get("/commitments?trigger=attack").text
    assert "1 commitment," in site.get("/commitments?action=military_aid&promisor=FRA").text
    assert "1 commitment," in site.get("/commitments?q=24+HOURS").text
    assert "No commitment matches" in site.get("/commitments?firmness=binding").text


def test_a_commitment_tells_what_fell_due_and_what_was_kept(site: TestClient) -> None:
    found = {
        row["fields"]["action"][0]["value"]: row["id"]
        for row in site.get("/api/v1/records/commitment").json()["rows"]
    }
    consultation = site.get(f"/commitments/{found['consultation']}").text
    assert "It has fallen due" in consultation and "Overdue" in consultation
    assert "A finding under the terms “energy-pause” says that what it depends on has come." in consultation
    assert "No source in this ledger says of this promise whether it was kept." in consultation
    aid = site.get(f"/commitments/{found['military_aid']}").text
    assert "Perhaps about it" in aid and "Overdue" in aid and "It has fallen due" not in aid
    assert "Cannot be rated, because the words name no date" in aid


def test_an_agreement_shows_stages_provisions_and_promises(site: TestClient) -> None:
    rows = site.get("/api/v1/records/agreement").json()["rows"]
    (declaration,) = [row["id"] for row in rows if "Norland" in str(row["fields"]["title"])]
    text = " ".join(html.fromstring(site.get(f"/agreements/{declaration}").content).text_content().split())
    assert "Signed 10 March 2025" in text and "Signature: 10 March 2025; France and Ukraine" in text
    assert "2 commitments" in text


def test_the_timeline_is_filtered(site: TestClient) -> None:
    everything = html.fromstring(site.get("/timeline").content)
    assert [heading.text for heading in everything.xpath("//h2")] == ["April 2025", "March 2025"]
    meetings = html.fromstring(site.get("/timeline?kind=meeting").content)
    assert len(meetings.xpath("//ol[@class='timeline']/li")) == 1
    oldest = html.fromstring(site.get("/timeline?order=oldest").content)
    assert [heading.text for heading in oldest.xpath("//h2")] == ["March 2025", "April 2025"]
    assert "No dated fact" in site.get("/timeline?actor=NOBODY").text


def test_what_was_known_on_a_day(site: TestClient) -> None:
    before = site.get("/documents?known=2025-04-02").text
    assert "Substation hit" in before and "Toll revised" not in before
    published = site.get("/documents?published=2025-04-03").text
    assert "Toll revised" in published and "Talks" not in published
    assert "The ledger held nothing from this point of view." in site.get("/documents?known=2024-01-01").text
    incident = site.get("/api/v1/records/incident?known=2025-04-02").json()["rows"]
    assert not any(
        value["value"] == {"low": 26, "high": 26} for row in incident for value in row["fields"].get("injured", [])
    )


def test_the_point_of_view_is_carried_along(site: TestClient) -> None:
    view = "known=2025-04-03&published=2025-04-02"
    for address in PAGES:
        page = html.fromstring(site.get(f"{address}?{view}").content)
        assert "as it was known on 3 April 2025" in " ".join(page.text_content().split())
        carried = page.xpath("//main//a/@href | //nav//a/@href")
        assert carried
        for link in carried:
            if not link.startswith(("#", "/api/openapi.json")):
                assert "known=2025-04-03" in link and "published=2025-04-02" in link, (address, link)
        for form in page.xpath("//form[@class='filters']"):
            hidden = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
            assert hidden == {"known": "2025-04-03", "published": "2025-04-02"}, address


@pytest.mark.parametrize("query", ["known=yesterday", "published=2025-02-30", "known=2025-13-01"])
def test_a_point_of_view_that_is_none_is_refused_in_words(site: TestClient, query: str) -> None:
    page = site.get(f"/?{query}")
    assert page.status_code == 400 and "is not a day" in page.text


def test_what_is_not_there_gets_a_page_in_the_sites_look(site: TestClient) -> None:
    for address in (
        "/nowhere",
        "/claims/x",
        "/documents/x",
        "/incidents/x",
        "/agreements/x",
        "/findings/x",
        "/static/x",
    ):
        page = site.get(address)
        assert page.status_code == 404, address
        assert "There is no such page" in page.text and 'href="/static/site.css"' in page.text
    assert site.post("/").status_code == 405
    assert site.get("/timeline?page=many").status_code == 422
    assert site.get("/api/v1/claims/x").json() == {"detail": "there is no claim x from this point of view"}


def test_a_page_past_the_end_is_the_last_one(site: TestClient) -> None:
    assert site.get("/timeline?page=99").status_code == 200
    assert site.get("/timeline?page=-1").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_ledger_says_what_to_do(empty_site: TestClient, page: str) -> None:
    answer = empty_site.get(page)
    assert answer.status_code == 200
    if page not in ("/findings", "/obligations", "/cases", "/coordination", "/report", "/about"):
        assert "pactwatch add" in answer.text
    if page in ("/findings", "/obligations"):
        assert "--terms" in answer.text


def test_an_empty_ledger_has_drawings_too(empty_site: TestClient) -> None:
    for address in ("/charts/activity.svg", "/charts/incidents.svg"):
        etree.fromstring(empty_site.get(address).content)
    assert empty_site.get("/incidents.geojson").json()["features"] == []
    assert empty_site.get("/map/places.json").json()["features"] == []


def test_the_site_sees_what_is_added_while_it_serves(tmp_path: Path) -> None:
    path = tmp_path / "growing.sqlite"
    Ledger.create(path).close()
    with TestClient(create_app(path, now=lambda: NOW)) as site:
        assert "pactwatch add" in site.get("/documents").text
        document = Document(doc="a.txt", text="Talks were held in Paris.", title="Talks in Paris")
        with Ledger.open(path) as ledger:
            ledger.add(document, [claim(document, "meeting", "Talks were held in Paris.")], b"Talks")
        assert "Talks in Paris" in site.get("/documents").text


def test_the_json_interface(site: TestClient) -> None:
    everything = site.get("/api/v1/claims").json()
    assert everything["total"] == 14
    assert site.get("/api/v1/claims?kind=incident").json()["total"] == 3
    second = site.get("/api/v1/claims?limit=1&offset=1").json()
    assert second["rows"] == [everything["rows"][1]] and second["offset"] == 1
    document = site.get(f"/api/v1/documents/{second['rows'][0]['document_id']}").json()
    fact = second["rows"][0]["claim"]
    assert document["document"]["text"][fact["start"] : fact["end"]] == fact["quote"]
    assert second["rows"][0]["id"] in document["claims"]
    assert site.get("/api/v1/obligations").json()[0]["state"] == "overdue"
    assert site.get("/api/v1/records/soup").status_code == 422
    schema = site.get("/api/openapi.json").json()
    assert "/api/v1/records/{kind}" in schema["paths"] and "/timeline" not in schema["paths"]


def test_the_map_script_comes_from_its_package(site: TestClient) -> None:
    assert "MapLibre GL JS" in site.get("/static/maplibre/maplibre-gl.js").text[:200]
    assert site.get("/static/maplibre/maplibre-gl.css").headers["content-type"].startswith("text/css")
    here = Path(create_app.__code__.co_filename).parent
    assert not list(here.rglob("maplibre*"))


def test_filters_stay_when_the_point_of_view_changes(site: TestClient) -> None:
    page = html.fromstring(site.get("/commitments?trigger=attack&known=2025-04-03&page=1").content)
    (form,) = page.xpath("//details[@class='asof']//form")
    assert [(field.get("name"), field.get("value")) for field in form.xpath(".//input[@type='hidden']")] == [
        ("trigger", "attack")
    ]
    assert page.xpath("//a[text()='Back to now']/@href") == ["/commitments?trigger=attack"]


def test_a_failure_tells_nothing_of_the_machine(tmp_path: Path) -> None:
    path = tmp_path / "broken.sqlite"
    Ledger.create(path).close()
    app = create_app(path, now=lambda: NOW)
    path.write_bytes(b"no ledger any more")
    with TestClient(app, raise_server_exceptions=False) as site:
        for address in ("/", "/api/v1/claims"):
            answer = site.get(address)
            assert answer.status_code == 500 and "The reason is in the server" in answer.text
            assert str(tmp_path) not in answer.text and "Traceback" not in answer.text
            assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_finding_tells_what_was_found_when(site: TestClient) -> None:
    address = next(iter(re.findall(r"/findings/finding-[0-9a-f]+", site.get("/findings").text)))
    page = site.get(address).text
    steps = page.split('id="history"')[1].split("</table>")[0]
    assert "What was found when" in steps and steps.count("<tr>") >= 2
    assert "violation" in steps


def test_positions_are_found_by_who_takes_which_and_by_their_words(site: TestClient) -> None:
    every = site.get("/positions").text
    quotes = re.findall(r"<q>(.*?)</q>", every)
    assert quotes
    word = next(word for word in re.findall(r"[A-Za-z]{6,}", quotes[0]))
    assert quotes[0] in site.get("/positions", params={"q": word.upper()}).text
    assert "<q>" not in site.get("/positions", params={"q": "no such words"}).text
    assert "<q>" not in site.get("/positions", params={"stance": "supports", "actor": "NOBODY"}).text
