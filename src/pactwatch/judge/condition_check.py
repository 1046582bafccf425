"""Checking conditions: activations and signs that nothing can meet, and duties and exceptions that contradict their rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from pactwatch.judge.condition import Condition
from pactwatch.judge.period import spans
from pactwatch.judge.remark import Remark, Severity, line_of
from pactwatch.judge.rule import Exemption, Rule
from pactwatch.judge.state_rule import STATES
from pactwatch.judge.terms import Terms


def condition_remarks(terms: Terms, lines: Sequence[str]) -> Iterator[Remark]:
    """What can be remarked on activations and signs."""
    start = line_of(lines, "activates")
    for activation in terms.activates:
        at, name = line_of(lines, f"id: {activation.id}", start), f"activation {activation.id}"
        yield from _condition(activation.when, name, at, terms)
        if activation.within is None:
            yield Remark(at, "gap", f"{name}: no time (`within`); it can be met, but never be overdue")
        strangers = [each for each in activation.on_request_of if each not in activation.owed_by + activation.owed_to]
        if strangers:
            text = f"{name}: its clock waits for a request of {' or '.join(strangers)}"
            yield Remark(at, "note", f"{text}, who neither owes it nor is owed it")
    for one, other in combinations(terms.activates, 2):
        if one.when == other.when and (one.owed_by, one.action) == (other.owed_by, other.action):
            at = line_of(lines, f"id: {other.id}", start)
            said = "with other times" if one.within != other.within else "and each arises"
            severity: Severity = "error" if one.within != other.within else "note"
            yield Remark(at, severity, f"activations {one.id} and {other.id} oblige to the same, {said}")
    for sign in terms.signs:
        yield from _condition(sign, f"sign {sign.trigger}", line_of(lines, f"trigger: {sign.trigger}"), terms)


def _condition(when: Condition, name: str, at: int, terms: Terms) -> Iterator[Remark]:
    if (why := _never(when, terms)) is not None:
        yield Remark(at, "error", f"{name}: nothing can meet its condition; {why}")
    elif when.day is None and not terms.in_force:
        yield Remark(at, "note", f"{name}: nothing meets its condition while the terms are dormant")


def _never(when: Condition, terms: Terms) -> str | None:
    """Why nothing can meet a condition; None where something can."""
    if when.state is not None:
        worse = {state for state in STATES if STATES.index(state) >= STATES.index(when.state)}
        gives: set[str] = {level.state for level in terms.state.levels}
        # Strained is reached by broken too; holding and broken are not reached by another word.
        met = worse & gives if when.state == "strained" else {when.state} & gives
        return None if met else f"no level of the state gives {when.state}"
    if when.day is not None or when.cessation is not None:
        return None
    if not terms.rules:
        return "the terms have no rule that a finding could be on"
    if when.violators and when.verdict != "violation":
        return "only a violation has violators"
    rules = [rule for rule in terms.rules if not when.rules or rule.id in when.rules]
    bound = {party for rule in rules for party in rule.forbids.by}
    if when.violators and all(rule.forbids.by for rule in rules) and not bound & set(when.violators):
        return f"its rules do not bind {' or '.join(when.violators)}"
    if terms.in_force and not any(spans(rule.in_force or terms.in_force, terms.paused) for rule in rules):
        return "its rules are never in force"
    return None


def duty_remarks(terms: Terms, lines: Sequence[str]) -> Iterator[Remark]:
    """What can be remarked on the days of duties, and on duties that say the same or contradict each other."""
    start = line_of(lines, "duties")
    periods = spans(terms.in_force, terms.paused)
    for duty in terms.duties:
        at = line_of(lines, f"id: {duty.id}", start)
        if duty.by is not None and periods:
            if duty.by.toordinal() < periods[0][0]:
                yield Remark(at, "error", f"duty {duty.id}: due on {duty.by}, before the terms are in force")
            elif not any(first <= duty.by.toordinal() < after for first, after in periods):
                yield Remark(
                    at, "note", f"duty {duty.id}: due on {duty.by}, a day on which the terms are not in force"
                )
    for one, other in combinations(terms.duties, 2):
        same = one.kind is not None and (one.kind, one.zones, one.action) == (other.kind, other.zones, other.action)
        if same and (both := sorted(set(one.owed_by) & set(other.owed_by))):
            at = line_of(lines, f"id: {other.id}", start)
            names = f"duties {one.id} and {other.id} oblige {' and '.join(both)} to the same"
            if one.by != other.by:
                yield Remark(at, "error", f"{names} by other days ({one.by or 'none'}, {other.by or 'none'})")
            else:
                yield Remark(at, "note", f"{names}; each report decides both")


def exception_remarks(terms: Terms, lines: Sequence[str]) -> Iterator[Remark]:
    """Exceptions that let everything pass that their rule forbids, and such that take nothing out of it."""
    for rule in terms.rules:
        start = line_of(lines, f"id: {rule.id}", line_of(lines, "rules"))
        swallowed: set[str] = set()
        for exception in rule.exceptions:
            at, name = line_of(lines, f"id: {exception.id}", start), f"rule {rule.id}, exception {exception.id}"
            takes = set(exception.types or rule.forbids.types) & set(rule.forbids.types)
            if not takes:
                yield Remark(at, "error", f"{name}: it never applies; the rule forbids none of its `types`")
            elif rule.forbids.by and exception.by and not set(exception.by) & set(rule.forbids.by):
                yield Remark(
                    at, "error", f"{name}: it never applies; the rule does not bind {', '.join(exception.by)}"
                )
            elif _lets_all_pass(exception, rule, terms):
                swallowed |= takes
                if takes == set(rule.forbids.types):
                    yield Remark(at, "error", f"{name}: it swallows the rule; all that is forbidden would pass")
                    swallowed = set()
                    break
                yield Remark(at, "note", f"{name}: the rule forbids nothing of {', '.join(sorted(takes))} any more")
        if swallowed == set(rule.forbids.types):
            yield Remark(start, "error", f"rule {rule.id}: its exceptions together let all pass that it forbids")


def _lets_all_pass(exception: Exemption, rule: Rule, terms: Terms) -> bool:
    """Whether an exception, for the types that it names, has no condition that an act under the rule could fail."""

    def wider(mine: Sequence[str], theirs: Sequence[str]) -> bool:
        return not mine or (bool(theirs) and set(theirs) <= set(mine))

    bound = rule.forbids.by or tuple(party.actor for party in terms.parties)
    return (
        not exception.claimed
        and wider(exception.by, bound)
        and wider(exception.against, rule.forbids.against)
        and wider(exception.using, rule.forbids.using)
        and wider(exception.where, rule.forbids.where)
    )
