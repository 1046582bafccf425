"""The corrections of a reporting period: what was said before and is revised, withdrawn, joined or split."""

from __future__ import annotations

from collections.abc import Iterator

from pactwatch.publish.paper.paper import Span, text
from pactwatch.publish.phrases import Phrases
from pactwatch.publish.situation.lines import Lines, capital
from pactwatch.publish.situation.notes import Notes
from pactwatch.publish.situation.situation import Situation

Row = tuple[Span, ...]


def corrections(told: Situation, phrases: Phrases, lines: Lines, notes: Notes) -> list[Row]:
    """One row a correction, findings first, since most rests on them."""
    return [
        *_findings(told, phrases, lines, notes),
        *_incidents(told, phrases, lines, notes),
        *_by_people(told, phrases, notes),
        *_readings(told, phrases, notes),
    ]


def _findings(told: Situation, phrases: Phrases, lines: Lines, notes: Notes) -> Iterator[Row]:
    for each in told.findings_changed:
        before = lines.finding(each.before, told.before)
        if each.now is None:
            yield text(phrases.say("correction_gone", finding=before), notes.finding(each.before))
            continue
        verdict = phrases.label("verdicts", each.before.verdict)
        if each.before.verdict == "violation":
            verdict += f" ({lines.violators(each.before)})"
        line = phrases.say("correction_finding", finding=lines.finding(each.now, told.now), before=verdict)
        yield text(line, notes.finding(each.now))


def _incidents(told: Situation, phrases: Phrases, lines: Lines, notes: Notes) -> Iterator[Row]:
    for change in told.changes.fields:
        line = phrases.say(
            "correction_figure",
            incident=capital(lines.short_incident(change.record)),
            field=phrases.label("fields", change.field),
            before=lines.value(change.field, change.before),
            now=lines.value(change.field, change.now),
        )
        yield text(line, notes.claims(change.claims))
    for key, found in (("correction_joined", told.changes.joined), ("correction_split", told.changes.split)):
        for record, number in found:
            line = phrases.say(key, incident=capital(lines.short_incident(record)), n=number)
            yield text(line, notes.claims(record.claims))


def _by_people(told: Situation, phrases: Phrases, notes: Notes) -> Iterator[Row]:
    for key, decided in (("correction_decision", told.decisions), ("correction_withdrawn", told.decisions_withdrawn)):
        for each in decided:
            kind = phrases.label("decisions", each.kind)
            yield text(phrases.say(key, by=each.by, kind=kind, reason=each.reason), notes.decision(each))
    for act in told.acts_retracted:
        line = phrases.say("correction_retracted", by=act.by, kind=phrases.label("acts", act.kind))
        yield text(line, f"{notes.act(act)}.")


def _readings(told: Situation, phrases: Phrases, notes: Notes) -> Iterator[Row]:
    gone = told.claims_gone
    if gone:
        names = dict.fromkeys(stored.claim.doc for stored in gone)
        line = phrases.say("correction_claims", n=len(gone), documents=", ".join(list(names)[:6]))
        yield text(line, notes.claims([stored.id for stored in gone]))
