"""Checking terms: what is missing in them, what overlaps, what contradicts, and what is not in the text they quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from pactwatch.judge.condition_check import condition_remarks, duty_remarks, exception_remarks
from pactwatch.judge.level_check import level_remarks
from pactwatch.judge.period import spans
from pactwatch.judge.remark import Remark, line_of
from pactwatch.judge.rule import Rule
from pactwatch.judge.terms import Terms
from pactwatch.read.document import Document

TODO = "TODO"
_CLOSE = 75
"""From this likeness (0 to 100) the nearest words of the text are told beside a quote that is not in it."""


def check_terms(terms: Terms, path: Path, texts: Sequence[Document] = ()) -> list[Remark]:
    """Everything that can be remarked on terms, in the order of their file's lines.

    With the `texts` of the agreement the quotes of rules and duties are looked for in them (white space and the form
    of quotation marks and dashes do not count), and each numbered article in them that nothing in the terms covers is named.
    """
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    found = [*_todos(lines), *_gaps(terms, lines), *_pairs(terms, lines)]
    for remarks in (level_remarks, condition_remarks, duty_remarks, exception_remarks):
        found += remarks(terms, lines)
    if texts:
        found += [*_quotes(terms, lines, texts), *(remark for text in texts for remark in _uncovered(terms, text))]
    return sorted(found, key=lambda remark: (remark.line, remark.text))


def _todos(lines: Sequence[str]) -> Iterator[Remark]:
    for number, line in enumerate(lines, 1):
        if TODO in line:
            yield Remark(number, "gap", f"unfinished: {line.strip().lstrip('#- ').strip()}")


def _gaps(terms: Terms, lines: Sequence[str]) -> Iterator[Remark]:
    if not terms.in_force:
        yield Remark(
            line_of(lines, "in_force"), "note", "dormant: `in_force` has no period, so that nothing is judged"
        )
    used = {name for rule in terms.rules for clause in rule.clauses for name in clause.where}
    used |= {name for duty in terms.duties for name in duty.zones}
    used |= {name for level in terms.state.levels for name in level.zones}
    conditions = [*(activation.when for activation in terms.activates), *terms.signs]
    used |= {when.zone for when in conditions if when.zone}
    for zone in terms.zones:
        at = line_of(lines, f"name: {zone.name}")
        if zone.geometry is None:
            yield Remark(at, "gap", f"zone {zone.name}: no `shape`; only names of places can put an incident in it")
        if zone.geometry is not None and not zone.regions:
            yield Remark(
                at, "gap", f"zone {zone.name}: no `regions`; a place without coordinates is never outside it"
            )
        if zone.name not in used:
            yield Remark(at, "note", f"zone {zone.name}: no rule, duty, state or condition speaks of it")
    bound = {party for rule in terms.rules for party in rule.forbids.by}
    bound |= {party for duty in terms.duties for party in duty.owed_by}
    everybody = any(not rule.forbids.by for rule in terms.rules)
    for party in terms.parties:
        if party.actor not in bound and not everybody:
            yield Remark(
                line_of(lines, f"actor: {party.actor}"), "gap", f"party {party.actor}: no rule or duty binds it"
            )
    names = {party.actor for party in terms.parties}
    unbound = [rule.id for rule in terms.rules if not rule.forbids.by]
    if unbound:
        which = f"rule {unbound[0]}" if len(unbound) == 1 else f"{len(unbound)} rules ({', '.join(unbound)})"
        verb = "names no party and binds" if len(unbound) == 1 else "name no party and bind"
        yield Remark(line_of(lines, f"id: {unbound[0]}"), "note", f"{which}: `by` {verb} all of them")
    for rule in terms.rules:
        at = line_of(lines, f"id: {rule.id}")
        if terms.in_force and not spans(rule.in_force or terms.in_force, terms.paused):
            yield Remark(at, "error", f"rule {rule.id}: it is never in force; a pause covers all of its time")
    for duty in terms.duties:
        at = line_of(lines, f"id: {duty.id}")
        for owing in duty.owed_by:
            if owing not in names:
                known = ", ".join(sorted(names))
                yield Remark(at, "error", f"duty {duty.id}: `{owing}` is not among the parties ({known})")
        if duty.by is None:
            yield Remark(at, "gap", f"duty {duty.id}: no day (`by`); it can be met, but never be overdue")
        if duty.kind is None:
            yield Remark(at, "gap", f"duty {duty.id}: no `kind`; no report can be found to speak of it")


def _pairs(terms: Terms, lines: Sequence[str]) -> Iterator[Remark]:
    """Rules that speak of the same act, by the same party, at the same place and time."""
    for one, other in combinations(terms.rules, 2):
        if not _meet(one, other, terms):
            continue
        at = line_of(lines, f"id: {other.id}")
        both = sorted({*one.forbids.types} & {*other.forbids.types})
        exempt = [
            (first, second, exception)
            for first, second in ((one, other), (other, one))
            for exception in first.exceptions
            if not exception.claimed and not any(_same(exception, each) for each in second.exceptions)
        ]
        for first, second, exception in exempt:
            types = sorted(set(exception.types or both) & set(both))
            if types:
                text = f"rules {first.id} and {second.id} disagree on {', '.join(types)}: the exception {exception.id} of"
                yield Remark(at, "error", f"{text} {first.id} lets pass what {second.id} forbids")
        if not exempt and {*one.forbids.types} == {*other.forbids.types} and one.forbids == other.forbids:
            yield Remark(
                at, "note", f"rules {one.id} and {other.id} forbid the same; each incident gives two findings"
            )


def _same(one: object, other: object) -> bool:
    return getattr(one, "words", None) == getattr(other, "words", "")


def _meet(one: Rule, other: Rule, terms: Terms) -> bool:
    def shared(mine: Sequence[str], theirs: Sequence[str]) -> bool:
        return not mine or not theirs or bool({*mine} & {*theirs})

    first, second = one.forbids, other.forbids
    times = [spans(rule.in_force or terms.in_force, terms.paused) for rule in (one, other)]
    overlap = any(a[0] < b[1] and b[0] < a[1] for a in times[0] for b in times[1])
    return (
        bool({*first.types} & {*second.types})
        and shared(first.by, second.by)
        and shared(first.where, second.where)
        and shared(first.against, second.against)
        and (overlap or not terms.in_force)
    )


def _quotes(terms: Terms, lines: Sequence[str], texts: Sequence[Document]) -> Iterator[Remark]:
    wholes = [_plain(text.text) for text in texts]
    said = [("rule", rule.id, rule.quote) for rule in terms.rules]
    said += [("duty", duty.id, duty.quote) for duty in terms.duties]
    said += [
        ("activation", each.id, each.quote) for each in terms.activates if each.source.title == terms.source.title
    ]
    said += [("cessation", each.id, each.quote) for each in terms.state.cessations if each.quote is not None]
    for kind, name, quote in said:
        if not any(_plain(quote) in whole for whole in wholes):
            at = line_of(lines, f"id: {name}")
            at = next((n for n, line in enumerate(lines[at - 1 :], at) if line.strip().startswith("quote:")), at)
            near = _nearest(_plain(quote), wholes)
            told = f"; the nearest words there: “{near}”" if near else ""
            yield Remark(at, "error", f"{kind} {name}: its quote is not in the text: “{_start(quote)}”{told}")


def _nearest(quote: str, wholes: Sequence[str]) -> str | None:
    """The words of a text that are most like a quote, whole words of it; None where nothing is like it."""
    found = [(fuzz.partial_ratio_alignment(quote, whole, score_cutoff=_CLOSE), whole) for whole in wholes]
    best = max(((match, whole) for match, whole in found if match), key=lambda each: each[0].score, default=None)
    if best is None:
        return None
    match, whole = best
    first = whole.rfind(" ", 0, match.dest_start + 1) + 1
    last = whole.find(" ", match.dest_end - 1)
    return whole[first : last if last >= 0 else len(whole)]


def _uncovered(terms: Terms, text: Document) -> Iterator[Remark]:
    """The innermost articles of a text of which nothing in the terms quotes words, nor gives the number."""
    quotes = [_plain(rule.quote) for rule in terms.rules] + [_plain(duty.quote) for duty in terms.duties]
    quotes += [_plain(activation.quote) for activation in terms.activates]
    quotes += [_plain(exception.words) for rule in terms.rules for exception in rule.exceptions]
    for section in text.sections:
        inner = any(
            section.start <= other.start and other.end <= section.end
            for other in text.sections
            if other is not section
        )
        words = text.text[section.start : section.end]
        said = words.replace(section.number or "", "", 1).replace(section.heading or "", "", 1)
        bare = not re.search(r"\w", said)
        if section.number and not inner and not bare and not any(quote in _plain(words) for quote in quotes):
            name = section.number if re.match(r"[^\W\d]{3}", section.number) else f"article {section.number}"
            yield Remark(1, "gap", f"{name} of {text.doc} is covered by no rule or duty: “{_start(words)}”")


def _start(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:79]}…"


def _plain(text: str) -> str:
    quoted = re.sub("[“”„«»]", '"', re.sub("[‘’ʼ]", "'", text)).replace("\u00ad", "")
    quoted = re.sub("[\u2010-\u2015]", "-", quoted)
    return " ".join(quoted.split()).casefold()
