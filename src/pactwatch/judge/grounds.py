"""Grounds: the reasons of a finding in sentences, each with the claims that carry it and their words."""

from __future__ import annotations

from collections.abc import Iterator

from pactwatch.judge.case import Case
from pactwatch.judge.evidence import Possibility
from pactwatch.judge.finding import Ground
from pactwatch.judge.ways import Truth

_MEANING: dict[str, dict[Truth, str]] = {
    "date": {
        True: "while the terms were in force",
        False: "when the terms were not in force",
        None: "which may lie outside the time in force",
    },
    "type": {
        True: "which the rule forbids",
        False: "which the rule does not name",
        None: "which may be of a type named",
    },
    "perpetrator": {
        True: "whom the rule binds",
        False: "whom the rule does not bind",
        None: "who is not known to act for a party that is bound",
    },
    "place": {
        True: "inside the zone",
        False: "outside the zone",
        None: "of which it is not known whether it is inside",
    },
    "target": {
        True: "which the rule protects",
        False: "which the rule does not name",
        None: "which leaves open whether the rule protects it",
    },
}
_ASKS = {
    "corroboration": "a further source of its own for what happened",
    "weapon": "what was used for it",
    "exception": "whether the exception that is claimed applies",
}


def grounds(case: Case, violators: tuple[str, ...]) -> tuple[Ground, ...]:
    """The conclusion first, then each fact that it rests on, what was set aside, and the exceptions."""
    return (
        Ground(text=_conclusion(case, violators)),
        *_occurrence(case),
        *(ground for field in case.possible for ground in _facts(case, field)),
        *_means(case),
        *_exceptions(case),
    )


def _conclusion(case: Case, violators: tuple[str, ...]) -> str:
    article = f"article {case.rule.article}"
    verdict, missing = case.verdict, case.missing
    if verdict == "inconclusive":
        asked = [_ASKS.get(field, field) for field in missing]
        return f"A violation of {article} cannot be shown. What would settle it: {', '.join(asked)}."
    if verdict == "no_violation":
        return f"{article.capitalize()} is not violated."
    if violators:
        return f"Violation of {article} by {', '.join(violators)}."
    return f"Violation of {article}, in whichever way it was; who is responsible cannot be shown."


def _occurrence(case: Case) -> Iterator[Ground]:
    evidence = case.evidence
    text = f"That it happened is {evidence.occurrence}: {_sources(evidence.count(evidence.claims))}."
    if not evidence.happened:
        text += f" The standard of the terms ({_standard(case)}) asks for more."
    yield Ground(text=text, claims=evidence.claims, quotes=evidence.quotes(evidence.claims))


def _facts(case: Case, field: str) -> Iterator[Ground]:
    possible = case.possible[field]
    several = len(possible.values) > 1
    for number, each in enumerate(possible.values):
        # Targets add up, so that only all of them together stand to the rule.
        stands = case.stands(field) if field in ("target", "place") else case.value_stands(field, number)
        yield _fact(case, field, each, f", {_MEANING[field][stands]}")
    if several and field != "target":
        yield Ground(text=f"The sources differ on the {field}; each of these is reckoned with.")
    if possible.unknown and not possible.values:
        yield Ground(text=f"No source names the {field}.")
    elif possible.unknown:
        yield Ground(text=f"The {field} is not carried as the standard asks ({_standard(case)}); it may be another.")
    for each in possible.set_aside:
        yield _fact(case, field, each, ", set aside beside what is better carried")


def _fact(case: Case, field: str, each: Possibility, meaning: str) -> Ground:
    carried = f"{each.grade}, {_sources(case.evidence.count(each.claims))}"
    text = f"{field.capitalize()}: {each.value} ({carried}){meaning}."
    return Ground(text=text, claims=each.claims, quotes=case.evidence.quotes(each.claims))


def _means(case: Case) -> Iterator[Ground]:
    words = case.rule.forbids.using
    if words:
        said = "A source names" if case.stands("weapon") else "No source names"
        yield Ground(text=f"{said} what the rule speaks of ({', '.join(words)}).")


def _exceptions(case: Case) -> Iterator[Ground]:
    said = {True: "applies", False: "does not apply", None: "may apply: it is not known"}
    for number, exception in enumerate(case.rule.exceptions):
        yield Ground(text=f"The exception {exception.id} (“{exception.words}”) {said[case.exempt(number)]}.")


def _sources(count: int) -> str:
    return "1 independent source" if count == 1 else f"{count} independent sources"


def _standard(case: Case) -> str:
    return case.terms.standard_of_evidence.name.replace("_", " ")
