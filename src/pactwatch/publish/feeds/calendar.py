"""What is due, as a calendar (iCalendar, RFC 5545): obligations, deadlines of cases, promises with a last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from pactwatch.publish import words
from pactwatch.publish.links import Links
from pactwatch.publish.snapshot import Snapshot
from pactwatch.publish.state import obligation_line
from pactwatch.publish.summary import sentence
from pactwatch.read.imprecise_date import ImpreciseDate

_OPEN = frozenset({"active", "overdue"})
_SETTLED = frozenset({"met", "withdrawn", "lapsed", "broken"})


def calendar(snapshot: Snapshot, site: str) -> bytes:
    """The calendar of a snapshot; `site` is the address of the site, without a slash at its end.

    An entry keeps its identity, so that a program that follows the calendar moves it when its time moves. What has a
    moment stands at it in UTC, what has a day on that day.
    """
    made = Calendar()
    made.add("prodid", "-//Pactwatch//deadlines//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Pactwatch: what is due")
    for event in (*_obligations(snapshot, site), *_cases(snapshot, site), *_promises(snapshot, site)):
        made.add_component(event)
    written: bytes = made.to_ical()
    return written


def _obligations(snapshot: Snapshot, site: str) -> Iterator[Event]:
    for due in snapshot.obligations:
        if due.due is not None and due.state in _OPEN:
            words_of = f"{due.words} ({due.source.title}, article {due.article})"
            yield _event(due.id, sentence(obligation_line(due)), due.due, words_of, site + Links().obligation(due.id))


def _cases(snapshot: Snapshot, site: str) -> Iterator[Event]:
    for case in snapshot.cases:
        for each in case.deadlines if case.stage != "closed" else ():
            if each.met is None:
                line = f"{sentence(each.what)} of {words.actors(each.who)} in a case under {case.finding.terms}"
                identity = f"{case.id}-{each.what}-{'-'.join(each.who)}".replace(" ", "-")
                yield _event(identity, line, each.due, case.finding.words, site + Links().case(case.id))


def _promises(snapshot: Snapshot, site: str) -> Iterator[Event]:
    today = snapshot.moment.date()
    for id, status in snapshot.statuses.items():
        record = snapshot.records[id]
        due = next((value.value for value in record.fields.get("due", ()) if value.held), None)
        if due is None or status.status in _SETTLED:
            continue
        # The last day on which it is in time; a calendar of years past helps nobody.
        last = ImpreciseDate.parse(str(due)).after - timedelta(days=1)
        if last >= today - timedelta(days=366):
            promisors = words.actors(record.held("promisors") or ())
            line = f"Last day: {promisors}, {words.label(record.held('action'))}"
            yield _event(id, line, last, record.sources[0].quote, site + Links().commitment(id))


def _event(identity: str, line: str, due: datetime | date, description: str, address: str) -> Event:
    event = Event()
    event.add("uid", f"{identity}@pactwatch")
    # Of the thing itself and not of the moment of asking, so that the same ledger gives the same calendar.
    event.add("dtstamp", due if isinstance(due, datetime) else datetime(due.year, due.month, due.day))  # noqa: DTZ001
    event.add("summary", line)
    event.add("dtstart", due)
    event.add("description", words.short(description, 600))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event
