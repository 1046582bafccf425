"""The feeds as the programs that follow them read them."""

from __future__ import annotations

from datetime import datetime

import feedparser
from fastapi.testclient import TestClient
from icalendar import Calendar
from lxml import etree

CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"


def test_the_calendar_has_what_is_due_at_its_moment(site: TestClient) -> None:
    answer = site.get("/deadlines.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    events = {str(event["uid"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    obligations = [event for uid, event in events.items() if uid.startswith("obligation-")]
    assert obligations
    for event in obligations:
        assert isinstance(event.decoded("dtstart"), datetime)
        assert str(event["url"]).startswith("http://testserver/obligations#obligation-")
    assert site.get("/deadlines.ics").content == answer.content


def test_the_news_has_every_finding_with_its_reasons(site: TestClient) -> None:
    answer = site.get("/findings.atom")
    read = feedparser.parse(answer.content)
    assert not read.bozo
    assert read.entries
    shown = site.get("/findings").text
    for entry in read.entries:
        assert entry.id.startswith("urn:pactwatch:finding-")
        assert entry.link.removeprefix("http://testserver") in shown
        assert entry.summary
    dates = [entry.updated for entry in read.entries]
    assert dates == sorted(dates, reverse=True)


def test_a_violation_is_told_as_an_alert_in_the_order_that_the_standard_wants(site: TestClient) -> None:
    entry = next(
        each for each in feedparser.parse(site.get("/findings.atom").content).entries if "Violation" in each.title
    )
    page = entry.link.removeprefix("http://testserver")
    answer = site.get(f"{page}.cap")
    assert answer.headers["content-type"] == "application/cap+xml"
    root = etree.fromstring(answer.content)
    assert [child.tag.removeprefix(CAP) for child in root] == [
        *("identifier", "sender", "sent", "status", "msgType", "scope", "info", "info")
    ]
    parts = [{child.tag.removeprefix(CAP): child.text for child in part} for part in root.findall(f"{CAP}info")]
    for info in parts:
        assert list(info)[:6] == ["language", "category", "event", "urgency", "severity", "certainty"]
        assert info["urgency"] == "Past"
        assert info["certainty"] in ("Observed", "Likely")
    english, french = parts
    assert (english["language"], english["event"]) == ("en-GB", "Breach of a ceasefire")
    assert (french["language"], french["event"]) == ("fr-FR", "Violation d’un cessez-le-feu")
    assert english["headline"] == "Breach of energy-pause, article 2.1 by Russia"
    assert french["headline"] == "Violation : energy-pause, article 2.1 ; responsabilité : Russie"
    assert english["description"] == french["description"], "reasons stay as they were found"
    assert root.find(f"{CAP}info/{CAP}area/{CAP}areaDesc") is not None
    assert not root.findall(f".//{CAP}circle"), "never a false point"


def test_what_is_no_violation_is_no_alert(site: TestClient) -> None:
    assert site.get("/findings/finding-0.cap").status_code == 404


def test_an_empty_ledger_has_feeds_too(empty_site: TestClient) -> None:
    assert Calendar.from_ical(empty_site.get("/deadlines.ics").content).walk("VEVENT") == []
    assert not feedparser.parse(empty_site.get("/findings.atom").content).bozo
