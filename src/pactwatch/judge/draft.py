"""Drafting terms: a first form of an agreement's terms from what was read in it, for a person to finish."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from pactwatch.extract.claim import AgreementClaim, Claim, CommitmentClaim, ProvisionClaim
from pactwatch.judge.check import TODO
from pactwatch.read.document import Document, Section
from pactwatch.read.imprecise_date import ImpreciseDate

# What a breach of such a promise looks like on the ground, in ACLED's words. Promises of other actions become duties.
_HOSTILE = ("armed clash", "shelling", "air or drone strike", "missile strike", "attack", "mine or explosive")
_BREACHES: dict[str, tuple[str, ...]] = {
    "ceasefire": _HOSTILE,
    "protection_of_civilians": (
        "attack",
        "abduction or detention",
        "sexual violence",
        "looting or property destruction",
    ),
    "humanitarian_access": ("denial of access",),
    "monitoring": ("denial of access",),
}
_WIDTH = 100
_BREAK = re.compile(r"[.;:!?](?:\s|$)|\n")
"""Where one sentence or item of a list ends."""


def draft_terms(document: Document, claims: Sequence[Claim]) -> str:
    """Terms in YAML, proposed from the commitments and provisions read in an agreement.

    What could not be read is marked TODO, so that `check_terms` reports it; articles in which no commitment was read
    are listed as such. The text loads as terms as it stands.
    """
    commitments = _each_once([claim for claim in claims if isinstance(claim, CommitmentClaim)], document)
    parties = _parties(claims, commitments)
    title = document.title or document.doc
    name = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:60] or "draft"
    rules = [claim for claim in commitments if claim.action in _BREACHES or claim.polarity == "will_not"]
    duties = [claim for claim in commitments if claim not in rules]
    lines = [
        f"# {TODO} say who owns this file. It was proposed from {document.doc}, and no person has gone over it.",
        f"name: {name}",
        "source:",
        f"  title: {json.dumps(title, ensure_ascii=False)}",
        *_party_lines(parties),
        *_period_lines(claims),
        *_rule_lines(rules, parties, document),
        *(_duty_lines(duties, parties, document) if duties or rules else _nothing(parties)),
        "standard_of_evidence:",
        f"  name: reasonable_grounds  # {TODO} does the text name a standard?",
        *_left(document, commitments),
    ]
    return "\n".join(lines) + "\n"


def _each_once(commitments: Sequence[CommitmentClaim], document: Document) -> list[CommitmentClaim]:
    """The commitments with those put together that say the same by the same words: a promise is often read at several verbs.

    Two are one where the same parties promise the same action and their quotes overlap, or stand in one sentence.
    """
    found: list[CommitmentClaim] = []
    for claim in sorted(commitments, key=lambda each: (each.start, -each.end)):
        place = next((n for n, other in enumerate(found) if _one_promise(other, claim, document)), None)
        if place is None:
            found.append(claim)
            continue
        other = found[place]
        end = max(other.end, claim.end)
        joined = {"end": end, "quote": document.text[other.start : end], "due": other.due or claim.due}
        found[place] = other.model_copy(update=joined)
    return found


def _one_promise(one: CommitmentClaim, other: CommitmentClaim, document: Document) -> bool:
    if (one.action, one.polarity, {*one.promisors}) != (other.action, other.polarity, {*other.promisors}):
        return False
    if one.due and other.due and one.due != other.due:
        return False
    return other.start < one.end or not _BREAK.search(document.text[one.end - 1 : other.start])


def _parties(claims: Sequence[Claim], commitments: Sequence[CommitmentClaim]) -> list[str]:
    named = [party for claim in claims if isinstance(claim, AgreementClaim) for party in claim.parties]
    named += [party for claim in claims if isinstance(claim, ProvisionClaim) for party in claim.signatories]
    named += [party for claim in commitments for party in claim.promisors]
    return list(dict.fromkeys(named)) or [TODO]


def _party_lines(parties: Sequence[str]) -> Iterator[str]:
    yield "parties:"
    for party in parties:
        yield f"  - actor: {json.dumps(party, ensure_ascii=False)}"
        yield f"    agents: []  # {TODO} whose conduct is its own?"
        yield f"    known_as: []  # {TODO} by which words does one tell who speaks for it?"


def _period_lines(claims: Sequence[Claim]) -> Iterator[str]:
    days = [
        claim.value
        for kind in ("entry_into_force", "signature")
        for claim in claims
        if isinstance(claim, ProvisionClaim) and claim.provision == kind and claim.value and _day(claim.value)
    ]
    days += [claim.date for claim in claims if isinstance(claim, AgreementClaim) and claim.date and _day(claim.date)]
    if days:
        yield "in_force:"
        yield f"  - from: {days[0]}  # {TODO} is this the day, and until when?"
    else:
        yield f"in_force: []  # {TODO} from when? Without a day the terms are dormant."


def _rule_lines(rules: Sequence[CommitmentClaim], parties: Sequence[str], document: Document) -> Iterator[str]:
    yield "rules:" if rules else "rules: []"
    for number, claim in enumerate(rules, 1):
        types = _BREACHES.get(claim.action, ("other",))
        told = (
            "are these the acts, against what, where?" if claim.action in _BREACHES else "which acts would break it?"
        )
        yield f"  - id: {claim.action.replace('_', '-')}-{number}"
        yield from _words(claim, document)
        yield "    forbids:"
        yield f"      types: [{', '.join(types)}]  # {TODO} {told}"
        yield f"      by: {_list(claim.promisors or parties)}"


def _duty_lines(duties: Sequence[CommitmentClaim], parties: Sequence[str], document: Document) -> Iterator[str]:
    if not duties:
        return
    yield "duties:"
    for number, claim in enumerate(duties, 1):
        yield f"  - id: {claim.action.replace('_', '-')}-duty-{number}"
        yield from _words(claim, document)
        yield f"    owed_by: {_list(claim.promisors or parties)}"
        if claim.promisees:
            yield f"    owed_to: {_list(claim.promisees)}"
        yield f"    action: {claim.action.replace('_', ' ')}  # {TODO} say it in a few words"
        yield f"    kind: {claim.action}"
        if claim.due and _day(claim.due):
            yield f"    by: {claim.due}"


def _nothing(parties: Sequence[str]) -> Iterator[str]:
    """A duty left to be written: terms with neither rules nor duties would not load."""
    yield from ("duties:", f"  - id: {TODO}", f"    article: {TODO}", f"    quote: {TODO}")
    yield from (f"    owed_by: {_list(parties)}", f"    action: {TODO}")


def _words(claim: CommitmentClaim, document: Document) -> Iterator[str]:
    section = claim.section or next((each.number for each in _around(document, claim.start) if each.number), None)
    yield f"    article: {json.dumps(section) if section else TODO}"
    yield f"    quote: {json.dumps(claim.quote, ensure_ascii=False)}"


def _left(document: Document, commitments: Sequence[CommitmentClaim]) -> Iterator[str]:
    """The numbered articles in which no commitment was read, as remarks for whoever finishes the terms."""
    read = {section for claim in commitments for section in _around(document, claim.start)}
    for section in document.sections:
        inner = any(
            other.start >= section.start and other.end <= section.end
            for other in document.sections
            if other != section
        )
        if section.number and not inner and section not in read:
            words = " ".join(document.text[section.start : section.end].split())[:_WIDTH]
            yield f"# {TODO} article {section.number}: no commitment was read in it: {words}"


def _around(document: Document, offset: int) -> list[Section]:
    return [section for section in reversed(document.sections) if section.start <= offset < section.end]


def _list(names: Sequence[str]) -> str:
    return json.dumps(list(names), ensure_ascii=False)


def _day(text: str) -> bool:
    try:
        return ImpreciseDate.parse(text).days == 1 and "/" not in text
    except ValueError:
        return False
