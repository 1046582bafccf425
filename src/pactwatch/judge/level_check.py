"""Checking the rule of the state: levels that are never reached, that overlap, or that leave a hole between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pactwatch.judge.finding import Verdict
from pactwatch.judge.remark import Remark, line_of
from pactwatch.judge.state_rule import STATES, Level
from pactwatch.judge.terms import Terms

_FOUND: dict[Verdict, str] = {
    "violation": "a violation",
    "inconclusive": "an incident that cannot be decided",
    "no_violation": "an incident found to be no violation",
}


def level_remarks(terms: Terms, lines: Sequence[str]) -> Iterator[Remark]:
    """What can be remarked on the levels and the cessations; nothing where the terms leave out their own."""
    if "levels" in terms.state.model_fields_set:
        yield from _levels(terms, lines)
    gives = {level.state for level in terms.state.levels}
    for cessation in terms.state.cessations:
        at = line_of(lines, f"id: {cessation.id}", line_of(lines, "state"))
        name = f"cessation {cessation.id}"
        reachable = {state for state in gives if STATES.index(state) <= STATES.index(cessation.at_least)}
        if not cessation.silence_counts and not reachable:
            yield Remark(
                at,
                "error",
                f"{name}: it is never reached; no level gives {cessation.at_least} or better, and silence does not count",
            )
        if cessation.within_days > cessation.days:
            text = f"{name}: each day is read over {cessation.within_days} days, more than the {cessation.days} asked for"
            yield Remark(at, "note", f"{text}; one incident sets the clock back for longer than it runs")
        if cessation.quote is None:
            yield Remark(at, "gap", f"{name}: no `quote`; nobody can see which words ask for it")


def _levels(terms: Terms, lines: Sequence[str]) -> Iterator[Remark]:
    places = _places(terms, lines)
    for number, level in enumerate(terms.state.levels):
        at, name = places[number], f"state, level {number + 1} ({level.state})"
        if (why := _never(level, terms)) is not None:
            yield Remark(at, "error", f"{name}: it is never reached; {why}")
        for before, other in enumerate(terms.state.levels[:number]):
            if other == level:
                yield Remark(at, "note", f"{name}: it says the same as level {before + 1}")
                break
            if _covers(other, level):
                first = f"level {before + 1} ({other.state})"
                if other.state != level.state:
                    yield Remark(at, "error", f"{name}: it is never reached; {first} is whenever it would be")
                else:
                    yield Remark(at, "note", f"{name}: {first} is reached whenever it is, and says the same")
                break
        odd = {"broken": "no_violation", "holding": "violation"}.get(level.state)
        if odd in level.verdicts:
            yield Remark(at, "note", f"{name}: by its `verdicts`, {_FOUND[odd]} makes the ceasefire {level.state}")
    yield from _holes(terms, places[0])


def _places(terms: Terms, lines: Sequence[str]) -> list[int]:
    places: list[int] = []
    last = line_of(lines, "levels", line_of(lines, "state"))
    for level in terms.state.levels:
        last = line_of(lines, f"state: {level.state}", last + 1 if places else last)
        places.append(last)
    return places


def _never(level: Level, terms: Terms) -> str | None:
    """Why no finding can meet a level; None where one can."""
    rules = [rule for rule in terms.rules if not level.rules or rule.id in level.rules]
    if not rules:
        return "the terms have no rule that a finding could be on"
    if level.verdicts == ("violation",):
        if level.grades and not set(level.grades) & set(terms.standard_of_evidence.suffices):
            suffices = ", ".join(terms.standard_of_evidence.suffices)
            return f"a violation is not found on the grade {' or '.join(level.grades)} (what suffices: {suffices})"
    elif level.violators and "violation" not in level.verdicts:
        return "only a violation has violators"
    bound = {party for rule in rules for party in rule.forbids.by}
    if level.violators and all(rule.forbids.by for rule in rules) and not bound & set(level.violators):
        return f"its rules do not bind {' or '.join(level.violators)}"
    return None


def _covers(one: Level, other: Level) -> bool:
    """Whether one level is reached whenever the other is."""

    def wider(mine: Sequence[str], theirs: Sequence[str]) -> bool:
        return not mine or (bool(theirs) and set(theirs) <= set(mine))

    return (
        set(other.verdicts) <= set(one.verdicts)
        and one.at_least <= other.at_least
        and (one.within_days is None or (other.within_days is not None and other.within_days <= one.within_days))
        and wider(one.rules, other.rules)
        and wider(one.violators, other.violators)
        and wider(one.grades, other.grades)
        and wider(one.zones, other.zones)
    )


def _holes(terms: Terms, at: int) -> Iterator[Remark]:
    """Single findings that no level counts: the state stays what it would be without them."""
    for verdict, found in _FOUND.items():
        of_it = [level for level in terms.state.levels if verdict in level.verdicts]
        if not of_it:
            yield Remark(at, "gap", f"state: no level counts {found}; alone it leaves the state “not judged”")
            continue
        bare = [level for level in of_it if not (level.violators or level.grades or level.zones)]
        reached = {
            rule.id
            for rule in terms.rules
            for level in bare
            if level.at_least == 1 and (not level.rules or rule.id in level.rules)
        }
        if left := [rule.id for rule in terms.rules if rule.id not in reached]:
            on = "" if len(left) == len(terms.rules) else f" of {', '.join(left)}"
            few = min((level.at_least for level in of_it), default=1)
            why = (
                f"fewer than {few} of them reach no level" if few > 1 else "it reaches a level only under conditions"
            )
            yield Remark(at, "gap", f"state: {found}{on} may leave the state “not judged”; {why}")
