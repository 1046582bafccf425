"""Delivery: sums within a currency, each promise once, what nobody confirms as unknown, and every figure with its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import etree, html
from reconcile.claims import stored

from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish.delivery import Chosen, Row, counted, over_time, rows, told_once, totals
from pactwatch.publish.site import create_app
from pactwatch.read.document import Document
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.record import Record
from pactwatch.reconcile.status import Status, statuses

from .examples import NOW, claim

LATER = 3000
TODAY = date(2025, 4, 5)
FRENCH = {"promisors": ("FRA",), "action": "military_aid"}


def euros(value: float, currency: str = "EUR", qualifier: str = "exact") -> dict[str, Any]:
    return {"value": value, "currency": currency, "qualifier": qualifier}


def promise(name: str, *amounts: dict[str, Any], **fields: Any) -> StoredClaim:
    given = {**FRENCH, "promisees": ("UKR",), "firmness": "pledged", "published": "2024-02-16", "learned": LATER}
    return stored(name, "commitment", amounts=amounts, **{**given, **fields})


def report(name: str, of: str, *amounts: dict[str, Any], state: str = "partly_met", **fields: Any) -> StoredClaim:
    """A report in the passage of the document that tells of the promise."""
    given = {**FRENCH, "published": "2024-02-16", "learned": LATER, "doc": f"{of}.txt"}
    return stored(name, "fulfilment", state=state, amounts=amounts, **{**given, **fields})


def gathered(claims: list[StoredClaim]) -> tuple[list[Record], dict[str, Status], dict[str, StoredClaim]]:
    known = {each.id: each for each in claims}
    records = reconcile(claims)
    return records, statuses(records, known, TODAY), known


def table(claims: list[StoredClaim], chosen: Chosen | None = None) -> list[Row]:
    records, found, known = gathered(claims)
    asked = chosen or Chosen()
    return rows(told_once(counted(records, found, asked), found, known), found, asked)


def test_what_no_source_confirms_is_unknown_and_not_zero() -> None:
    (row,) = table([promise("a", euros(3e9)), report("f", "a", euros(1e9), date="2024-02-10")])
    assert (row.pledged, row.allocated, row.delivered, row.unknown) == (3e9, None, 1e9, 2e9)
    assert row.unknown_share == pytest.approx(2 / 3)
    assert (row.put(row.allocated), row.put(row.delivered)) == ("unknown", "EUR 1 billion")
    (alone,) = table([promise("a", euros(3e9))])
    assert (alone.delivered, alone.unknown, alone.unknown_share) == (None, 3e9, 1)


def test_what_is_allocated_is_confirmed_too() -> None:
    claims = [promise("a", euros(3e9)), report("f", "a", euros(2e9), state="allocated", date="2024-02-10")]
    (row,) = table([*claims, report("g", "a", euros(1e9), date="2024-02-12")])
    assert (row.allocated, row.delivered, row.unknown) == (2e9, 1e9, 1e9)


def test_sums_stay_within_a_currency() -> None:
    found = table(
        [promise("a", euros(3e9)), promise("b", euros(1e9, "USD")), promise("c", euros(2e9), promisors=("DEU",))]
    )
    assert [(row.unit, row.promisors, row.pledged) for row in found] == [
        ("EUR", ("FRA",), 3e9),
        ("EUR", ("DEU",), 2e9),
        ("USD", ("FRA",), 1e9),
    ]
    (euro,) = totals(found)
    assert (euro.unit, euro.pledged, euro.unknown) == ("EUR", 5e9, 5e9)


def test_of_a_sum_in_two_currencies_the_original_counts() -> None:
    (row,) = table([promise("a", euros(3e9), euros(3.2e9, "USD"))])
    assert (row.unit, row.pledged) == ("EUR", 3e9)


def test_a_promise_counts_once_however_many_tell_of_it() -> None:
    words = "Paris pledged 3 billion euros in military aid to Ukraine"
    (row,) = table([promise("a", euros(3e9), quote=words), promise("b", euros(3e9), quote=words + ".")])
    assert row.pledged == 3e9
    assert len(row.lines[0].record.claims) == 2


def test_a_sum_told_in_the_same_words_counts_once() -> None:
    one = promise("a", euros(3e9), doc="n.txt")
    both = promise("b", euros(3e9), doc="n.txt", promisors=("FRA", "UKR"))
    (row,) = table([one, both])
    assert row.promisors == ("FRA",)
    # Whether it counts does not hang on what is asked for.
    assert table([one, both], Chosen(promisor="FRA"))[0].pledged == 3e9


@pytest.mark.parametrize(
    "fields", [{"firmness": "considered"}, {"polarity": "will_not"}, {"promisors": ("DEU",)}, {"action": "training"}]
)
def test_what_does_not_count(fields: dict[str, Any]) -> None:
    assert table([promise("a", euros(3e9), **fields)], Chosen("FRA", "military_aid", "EUR")) == []


def test_a_promise_taken_back_does_not_count() -> None:
    assert table([promise("a", euros(3e9)), report("f", "a", state="withdrawn")]) == []


def test_more_than_promised_is_said() -> None:
    (row,) = table([promise("a", euros(1e9)), report("f", "a", euros(1.5e9), date="2024-02-10")])
    assert (row.unknown, len(row.exceeded)) == (0, 1)


def test_goods_and_people_come_after_money() -> None:
    claims = [promise("a", items=({"name": "howitzers", "count": 36},)), promise("b", euros(1e9))]
    assert [(row.unit, row.money, row.pledged) for row in table(claims)] == [
        ("EUR", True, 1e9),
        ("howitzer", False, 36),
    ]


def test_over_time() -> None:
    claims = [
        promise("a", euros(3e9)),
        report("f", "a", euros(1e9), date="2024-04-10", published="2024-04-12"),
        promise("b", euros(1e9), promisors=("DEU",), published="2024-09-02"),
    ]
    records, found, known = gathered(claims)
    steps = over_time(counted(records, found, Chosen()), known, "EUR", TODAY)
    assert [step.name for step in steps][:2] == ["February 2024", "March 2024"] and len(steps) == 8
    by_name = {step.name: (step.pledged, step.delivered, step.unknown) for step in steps}
    assert by_name["March 2024"] == (3e9, None, 3e9)
    assert by_name["April 2024"] == (3e9, 1e9, 2e9)
    assert by_name["September 2024"] == (4e9, 1e9, 3e9)
    assert over_time(records, known, "GBP", TODAY) == ()


def test_what_one_promise_delivers_hides_no_allocation_of_another() -> None:
    claims = [
        promise("a", euros(1e9)),
        report("f", "a", euros(1e9), date="2024-02-10"),
        promise("b", euros(2e9), promisors=("DEU",)),
        report("g", "b", euros(2e9), state="allocated", promisors=("DEU",), date="2024-02-12"),
    ]
    records, found, known = gathered(claims)
    last = over_time(counted(records, found, Chosen()), known, "EUR", TODAY)[-1]
    assert (last.delivered, last.only_allocated, last.unknown) == (1e9, 2e9, 0)
    assert last.delivered + last.only_allocated + last.unknown == last.pledged


TEXT = """France pledged 3 billion euros ($3.2 billion) of military aid to Ukraine.
It has delivered arms for 1 billion euros <script>alert(1)</script> so far.
Germany pledged 500 million dollars of training to Ukraine."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "ledger.sqlite"
    document = Document(doc="aid.txt", text=TEXT, title="Aid", outlet="Wire", published="2025-03-10")
    first, second, third = TEXT.splitlines()
    given = {"promisees": ["UKR"], "firmness": "pledged"}
    told = [
        claim(document, "commitment", first, **{**FRENCH, **given}, amounts=[euros(3e9), euros(3.2e9, "USD")]),
        claim(document, "fulfilment", second, **FRENCH, state="partly_met", amounts=[euros(1e9)]),
        claim(
            document, "commitment", third, promisors=["DEU"], action="training", **given, amounts=[euros(5e8, "USD")]
        ),
    ]
    with Ledger.create(path) as ledger:
        ledger.add(document, told, TEXT.encode(), datetime(2025, 3, 11, tzinfo=UTC))
    with TestClient(create_app(path, now=lambda: NOW + timedelta(days=1))) as client:
        yield client


def text(site: TestClient, address: str) -> str:
    return " ".join(html.fromstring(site.get(address).content).xpath("//main")[0].text_content().split())


def test_the_page_says_who_pledged_what_and_what_is_unknown(site: TestClient) -> None:
    said = text(site, "/delivery")
    assert "EUR 3 billion" in said and "EUR 1 billion" in said and "EUR 2 billion (67 %)" in said
    assert "USD 500 million (100 %)" in said and "unknown" in said
    assert "<script>alert(1)" not in site.get("/delivery").text


def test_every_figure_opens_to_its_sources(site: TestClient) -> None:
    page = html.fromstring(site.get("/delivery").content)
    cells = page.xpath("//table[@class='stack']//td[contains(@class, 'figure')]")
    opened = [cell for cell in cells if cell.xpath(".//details")]
    assert len(opened) == 5 and all(
        cell.xpath(".//details//a[starts-with(@href, '/commitments/')]") for cell in opened
    )
    assert page.xpath("//td[@data-label='Delivered']//q")[0].text.startswith(
        "It has delivered arms for 1 billion euros"
    )
    for address in page.xpath("//main//a/@href"):
        assert site.get(address).status_code == 200


def test_the_page_is_filtered(site: TestClient) -> None:
    assert "EUR" not in text(site, "/delivery?currency=USD").split("In USD")[1].split("How this is counted")[0]
    assert "United States" not in text(site, "/delivery?promisor=DEU")
    assert "No commitment with a figure" in text(site, "/delivery?promisor=DEU&currency=EUR")
    assert "No commitment with a figure" in text(site, "/delivery?action=training&currency=EUR")


def test_as_of_a_day_before_nothing_was_pledged(site: TestClient) -> None:
    assert "The ledger held nothing" in text(site, "/delivery?published=2025-03-09")


@pytest.mark.parametrize("query", ["currency=EUR", "currency=EUR&theme=dark&narrow=true", "currency=GBP", ""])
def test_the_chart_is_a_drawing(site: TestClient, query: str) -> None:
    answer = site.get(f"/charts/delivery.svg?{query}")
    assert answer.headers["content-type"] == "image/svg+xml"
    drawing = etree.fromstring(answer.content)
    assert drawing.tag.endswith("svg") and not drawing.xpath("//*[local-name()='script']")
    said = "".join(drawing.itertext())
    assert ("unknown" in said and "delivered" in said) == ("EUR" in query)


def test_a_commitment_shows_its_status_with_reasons(site: TestClient) -> None:
    page = html.fromstring(site.get("/commitments").content)
    assert [tag.text for tag in page.xpath("//td[@data-label='Status']/span")] == ["partly met", "cannot be rated"]
    address = page.xpath("//tbody//th/a/@href")[0]
    said = text(site, address)
    assert "Partly met A source says that some of it was kept." in said
    assert "1,000,000,000 of 3,000,000,000 EUR (33%) are reported as delivered." in said
    assert "told in one passage" in said
