"""The page of an incident: figures, grades, history and layers, and the list with its grades."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from pactwatch.extract.claim import IncidentClaim
from pactwatch.ledger.ledger import Ledger
from pactwatch.publish.grading import GradingFiles
from pactwatch.publish.site import create_app
from pactwatch.read.context_layer import layer_document, read_layer
from pactwatch.read.document import Document

from .examples import HOSTILE, NOW

FIRE = b"latitude,longitude,acq_date,acq_time,confidence\n46.64,32.61,2025-03-27,0112,high\n"
REPORTS = (
    (
        "a.txt",
        "2025-03-27",
        "Daily",
        "Shells fell on the market at noon, and twenty were hurt.",
        {"injured": {"low": 20, "high": 20}},
    ),
    (
        "b.txt",
        "2025-03-28",
        HOSTILE,
        "Rescuers now count 26 wounded and not 20 as told before.",
        {"injured": {"low": 26, "high": 26}, "supersedes": {"injured": {"low": 20, "high": 20}}},
    ),
    (
        "c.txt",
        "2025-03-30",
        "Monitor",
        "Our patrol saw no fewer than thirty victims.",
        {"injured": {"low": 30, "high": None}},
    ),
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    place = tmp_path_factory.mktemp("incident") / "ledger.sqlite"
    where = {
        "type": "shelling",
        "date": "2025-03-27",
        "place": "Kherson",
        "admin1": "Kherson Oblast",
        "perpetrator": "RUS",
    }
    with Ledger.create(place) as book:
        for number, (name, day, outlet, words, fields) in enumerate(REPORTS):
            claim = IncidentClaim.model_validate(
                {"doc": name, "start": 0, "end": len(words), "quote": words, **where, **fields}
            )
            document = Document(doc=name, text=words, published=day, outlet=outlet)
            book.add(document, [claim], words.encode(), datetime(2025, 4, 1, number, tzinfo=UTC))
        read = read_layer(FIRE, "thermal_anomalies")
        layer = layer_document("fire.csv", FIRE, read, title=f"Heat {HOSTILE}", published="2025-03-29", basis="user")
        book.add(layer, [], FIRE, datetime(2025, 4, 1, 9, tzinfo=UTC))
        first = book.claims("incident")[0].id
    return place, f"/incidents/incident-{first}"


@pytest.fixture(scope="module")
def client(address: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    sources = tmp_path_factory.mktemp("sources") / "sources.yaml"
    sources.write_text("sources:\n  - {name: Monitor, reliability: B, because: patrols see it}\n")
    app = create_app(address[0], now=lambda: NOW, grading=GradingFiles(sources=sources))
    with TestClient(app) as client:
        yield client


def words(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200 and HOSTILE not in answer.text
    return " ".join(html.fromstring(answer.content).text_content().split())


def test_the_page_shows_figures_grade_history_and_layers(client: TestClient, address: tuple[Path, str]) -> None:
    told = words(client, address[1])
    assert "fair Three or more independent sources report it. 3 independent sources in 3 reports." in told
    assert "Injured at least 30 Monitor 26" in told and "30 or more Monitor" in told
    assert "(1 report replaced or found wrong)" in told
    assert "26 injured, not 20 · replaces an earlier figure" in told
    assert "B1 Usually reliable (Monitor: patrols see it). Confirmed by another independent source." in told
    assert "F6 Reliability cannot be judged" in told
    assert "supports" in told and "Rule heat-nearby." in told


def test_an_earlier_point_of_view_knows_neither_later_reports_nor_the_layer(
    client: TestClient, address: tuple[Path, str]
) -> None:
    told = words(client, address[1] + "?published=2025-03-28")
    assert "Monitor" not in told and "at least 30" not in told and "What context layers say" not in told
    assert "fair Two independent sources report it." in told


def test_the_figures_are_drawn_for_desktop_and_phone(client: TestClient, address: tuple[Path, str]) -> None:
    page = html.fromstring(client.get(address[1]).content)
    drawn = {url for url in page.xpath("//picture//@srcset | //picture//@src") if "/charts/incidents/" in url}
    assert len(drawn) == 4
    for url in drawn:
        answer = client.get(url)
        assert answer.headers["content-type"] == "image/svg+xml" and "injured" in answer.text
    assert "injured" not in client.get("/charts/incidents/absent.svg").text


def test_the_list_shows_grades_and_filters_by_them(client: TestClient) -> None:
    assert "fair" in words(client, "/incidents")
    assert "No incident matches" in words(client, "/incidents?grade=weak")
    assert "1 incident, the latest first" in words(client, "/incidents?grade=fair")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("since=2025-03-27", True),
        ("since=2025-03-28", False),
        ("until=2025-03-27", True),
        ("until=2025-03-26", False),
        ("since=2025-03-01&until=2025-03-31", True),
    ],
)
def test_the_list_the_map_and_the_chart_can_be_of_some_days(client: TestClient, query: str, found: bool) -> None:
    assert ("1 incident, the latest first" in words(client, f"/incidents?{query}")) is found
    assert bool(client.get(f"/incidents.geojson?{query}").json()["features"]) is found
    assert client.get(f"/charts/incidents.svg?{query}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/incidents", "/incidents.geojson", "/charts/incidents.svg", "/map/context.geojson"]
)
def test_a_day_that_is_none_is_named(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}?until=yesterday")
    assert answer.status_code == 400
    assert "yesterday" in answer.text and "until" in answer.text
