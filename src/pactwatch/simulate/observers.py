"""The observers: who reports an event, how exactly, how truly, and who copies whom.

Each draws from a stream of its own, so that one rate can be changed without changing what the others say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from pactwatch.simulate.difficulty import Difficulty
from pactwatch.simulate.event import Event
from pactwatch.simulate.ground import DISTRICT_KM, moved
from pactwatch.simulate.law import LIAR, PARTIES, VIOLENT
from pactwatch.simulate.report import EXERCISE, Report

MISSION = "Lake Monitoring Mission"
WIRES = ("Continental Wire", "Harbour Dispatch")
PAPERS = ("Morning Courier", "Southern Echo", "Evening Ledger", "Cape Observer")
_OF = {"Arvenia": "Arvenian", "Belmark": "Belmarki"}
_SYNONYMS = ((" said", " stated"), (" saw ", " watched "), (" carried out", " committed"), (" recorded", " noted"))


def observe(seed: int, event: Event, rates: Difficulty) -> list[Report]:
    """Every report of an event, in the order in which its sources are asked. None where nobody reports it."""
    told: list[Report] = []
    if not event.fabricated:
        told += _mission(event, rates, Random(f"{seed}/mission/{event.number}"))
        for wire in WIRES:
            told += _wire(event, wire, rates, Random(f"{seed}/{wire}/{event.number}"))
    for party in PARTIES:
        told += _party(event, party, rates, Random(f"{seed}/{party}/{event.number}"))
    random = Random(f"{seed}/papers/{event.number}")
    told += [copy for original in tuple(told) for copy in _copies(original, rates, random)]
    return [replace(report, id=f"{event.id}-{number:02d}") for number, report in enumerate(told, 1)]


def _mission(event: Event, rates: Difficulty, random: Random) -> Iterator[Report]:
    seen, unverified = random.random() < rates.monitor_sees, random.random() < rates.unverified
    report = _seen(event, MISSION, rates, random, exact=True)
    report = replace(report, exercise=event.exercise and "perpetrator" not in event.withheld)
    early = random.random() < 0.3 and report.killed
    if not seen:
        return
    if unverified:
        report = replace(report, alleged=True, establishes=False, exercise=False)
        words = "Residents told the mission of {0.what} {1} {0.when}{0.loss}{2}; it could not verify this."
    else:
        words = "The mission recorded {0.what} {1} {0.when}{0.loss}{2}."
    by = f", and attributed it to {report.actor}" if report.actor else ""
    if report.exercise:
        by += f"; it had been notified of this as an {EXERCISE}"
    final = replace(report, quote=words.format(report, _where(report), by))
    if early and final.killed:
        first = replace(report, killed=final.killed - 1)
        yield replace(first, quote=words.format(first, _where(first), by))
        later = replace(final, published=final.published + timedelta(days=random.randint(1, 5)))
        yield replace(later, supersedes=final.killed - 1, quote=f"In an update to its figures: {_lower(later.quote)}")
    else:
        yield final


def _wire(event: Event, wire: str, rates: Difficulty, random: Random) -> Iterator[Report]:
    seen, mistaken = random.random() < rates.wire_sees, random.random() < rates.mistake
    report = _seen(event, wire, rates, random, exact=False)
    wrong = _mistaken(report, random) if mistaken else report
    corrected = wrong != report and random.random() < rates.corrected
    later = replace(report, published=report.published + timedelta(days=random.randint(1, 10)))
    unverified = random.random() < rates.unverified
    if not seen:
        return
    if unverified:
        wrong = replace(wrong, alleged=True, establishes=False)
        yield replace(
            wrong, quote=f"Locals speak of {wrong.what} {_where(wrong)} {wrong.when}{wrong.loss}{_by(wrong)}."
        )
        return
    yield replace(wrong, quote=_wire_words(wrong, wire), replaced=corrected)
    if corrected:
        yield replace(later, quote=f"Correction: {_lower(_wire_words(later, wire))}")


def _wire_words(report: Report, wire: str) -> str:
    told = f"{report.what} {_where(report)}"
    if wire == WIRES[0]:
        who = f"Forces of {report.actor}" if report.actor else "Unidentified forces"
        return f"{who} carried out {told} {report.when}{report.loss}, our correspondent there says."
    return f"A reporter saw the traces of {told}; it dates from {_bare(report)}{report.loss}{_by(report)}."


def _party(event: Event, party: str, rates: Difficulty, random: Random) -> Iterator[Report]:
    chance, lie = random.random(), random.random() < rates.lies
    lie = lie and party == LIAR
    seen = _seen(event, f"{_OF[party]} Radio", rates, random, exact=False)
    other = next(each for each in PARTIES if each != party)
    # A party knows the day, the target and the kind, and says them; it establishes nothing but against itself.
    report = replace(
        seen,
        speaker=f"{_OF[party]} ministry of defence",
        first=event.day,
        after=event.day + timedelta(days=1),
        type=event.type,
        target=event.target,
        spoken_for=party,
        establishes=False,
    )
    own = replace(report, actor=party, establishes=True)
    # An honest party accuses whom it knows; the party that lies accuses its adversary whoever it was.
    accuses = lie or event.acted_for == other
    if event.fabricated:
        if party == LIAR:
            yield _accusing(report, other)
    elif event.acted_for == party and event.actor == party:
        if event.exercise or (lie and chance < 0.3):
            words = "What took place {} {} was an {} of our own army, the ministry of defence stated."
            yield replace(own, exercise=True, quote=words.format(_where(own), own.when, EXERCISE))
        elif lie and event.type in VIOLENT:
            yield _accusing(report, other)
        elif chance < rates.admits:
            words = "Our units were responsible for {} {} {}, and the ministry of defence regrets it."
            yield replace(own, quote=words.format(own.what, _where(own), own.when))
    elif event.victim == party and not event.exercise and chance < rates.accuses and accuses:
        yield _accusing(report, other)


def _accusing(report: Report, accused: str) -> Report:
    words = (
        f"Forces of {accused} are to blame for {report.what} {_where(report)} {report.when}, in open breach of "
        f"the ceasefire, the {report.speaker} said."
    )
    return replace(report, actor=accused, exercise=False, quote=words)


def _copies(original: Report, rates: Difficulty, random: Random) -> Iterator[Report]:
    """Papers take a story over word for word, or nearly; some drop who said it."""
    for paper in PAPERS:
        copies, drops = random.random() < rates.copied / len(PAPERS), random.random() < rates.unattributed
        old, new = random.choice(_SYNONYMS)
        later = timedelta(days=random.randint(0, 2))
        if not copies or original.replaced:
            continue
        quote = original.quote.replace(old, new)
        if drops and original.speaker:
            quote = quote.removesuffix(f", the {original.speaker} said.").removesuffix(".") + "."
        yield replace(
            original,
            outlet=paper,
            via=None if drops else original.outlet,
            speaker=None if drops else original.speaker,
            published=original.published + later,
            quote=quote,
            copy=True,
        )


def _seen(event: Event, outlet: str, rates: Difficulty, random: Random, *, exact: bool) -> Report:
    """What an honest observer says: the facts less what nobody learned, some of them less exactly."""
    vague = {fact for fact in ("perpetrator", "date", "place", "target", "type") if random.random() < rates.vague}
    delay, week = int(random.expovariate(1 / rates.delay)) if rates.delay else 0, random.randint(0, 6)
    published = event.day + timedelta(days=delay)
    first, after = event.day, event.day + timedelta(days=1)
    if "date" in event.withheld:
        # The same week for all: it is what the traces on the ground allow.
        first = event.day - timedelta(days=event.number % 7)
        after = first + timedelta(days=7)
    elif "date" in vague:
        first = event.day - timedelta(days=min(week, 3))
        after = event.day + timedelta(days=1 + max(0, week - 3))
    after = min(after, published + timedelta(days=1))
    spot = (event.longitude, event.latitude)
    middle = (event.settlement.longitude, event.settlement.latitude)
    shift = random.uniform(-DISTRICT_KM, DISTRICT_KM) / 2
    position = (*middle, "settlement")
    if "place" in vague:
        position = (*moved(*middle, shift, shift), "district")
    elif exact and "place" not in event.withheld:
        position = (*spot, "exact")
    unclear = "target" in event.withheld | vague
    return Report(
        id="",
        event=event.number,
        outlet=outlet,
        published=published,
        first=first,
        after=after,
        settlement=event.settlement,
        position=position,
        type="attack" if event.type in VIOLENT and "type" in event.withheld | vague else event.type,
        actor=None if "perpetrator" in event.withheld | vague or event.type == "armed clash" else event.actor,
        target=event.target and ("a facility" if unclear else event.target),
        killed=event.killed or None,
        establishes=True,
    )


def _mistaken(report: Report, random: Random) -> Report:
    """One fact put wrongly: who, or when. Neither makes the report come before what it tells."""
    if report.actor in PARTIES and random.random() < 0.5:
        return replace(report, actor=next(each for each in PARTIES if each != report.actor), mistaken=True)
    day = timedelta(days=1)
    return replace(report, first=report.first - day, after=report.after - day, mistaken=True)


def _where(report: Report) -> str:
    return f"in {report.place}"


def _by(report: Report) -> str:
    return f" and is laid to {report.actor}" if report.actor else ""


def _bare(report: Report) -> str:
    return report.when.removeprefix("on ")


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
