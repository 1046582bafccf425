"""The rows of a comparison of agreements: which provisions and which kinds of promise are put side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from pactwatch.extract.claim import Action, CommitmentClaim, ProvisionClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish import words
from pactwatch.publish.firmness import firmest
from pactwatch.reconcile.instrument import Instrument, Provision, Sum, requests

Group = Literal["Provisions", "Promises"]
_SUMS_SHOWN = 3
"""How many sums a cell shows before it is opened."""


@dataclass(frozen=True)
class Found:
    """What a row finds in an agreement: the essential in a few lines, and the claims whose words say it."""

    lines: tuple[str, ...] = ()
    claims: tuple[StoredClaim, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row: its key in addresses and files, its label, what it gathers in words, and how it is read."""

    key: str
    label: str
    group: Group
    gathers: str
    read: Callable[[Instrument], Found]
    usual: bool = True


def _provision_row(key: Provision, label: str, gathers: str, put: Callable[[str | None], str]) -> Row:
    def read(instrument: Instrument) -> Found:
        lines = tuple(dict.fromkeys(put(said.value) for said in instrument.said(key)))
        return Found(lines, instrument.says(key))

    return Row(key, label, "Provisions", gathers, read)


def _promise_row(
    key: Action, label: str | None = None, usual: bool = True, named: re.Pattern[str] | None = None
) -> Row:
    """Promises of an action. A promise is coded as one action only, so that some rows also take what names theirs."""
    code = words.label(key)
    name = label or code
    gathers = f"promises coded as {code}" + (", and others that name it" if named else "")

    def read(instrument: Instrument) -> Found:
        return _promised(
            [
                stored
                for stored in instrument.commitments
                if _action(stored) == key or (named and named.search(_one_line(stored)))
            ]
        )

    return Row(key, name[:1].upper() + name[1:], "Promises", gathers, read, usual)


def _word_row(key: str, label: str, gathers: str, pattern: re.Pattern[str]) -> Row:
    def read(instrument: Instrument) -> Found:
        return _promised([stored for stored in instrument.commitments if pattern.search(_one_line(stored))])

    return Row(key, label, "Promises", gathers, read)


def row_of_words(text: str) -> Row:
    """A row of a reader's own: the promises in whose words a text occurs, whatever their case and their line breaks."""
    line = " ".join(text.split())
    pattern = re.compile(re.escape(line), re.IGNORECASE)
    return _word_row("words", f"“{line}”", f"promises in whose words “{line}” occurs", pattern)


def rows(keys: Iterable[str], text: str = "") -> tuple[Row, ...]:
    """The rows of those keys in the usual order, the usual ones where none is named, and last a row of one's own words.

    Raises ValueError, in words for the user, for a key that no row has.
    """
    wanted = set(keys)
    unknown = sorted(wanted - {row.key for row in ROWS})
    if unknown:
        raise ValueError(f"there is no row “{unknown[0]}”; the rows are {', '.join(row.key for row in ROWS)}")
    own = (row_of_words(text),) if text.strip() else ()
    if own and not wanted:
        return own
    return tuple(row for row in ROWS if (row.key in wanted if wanted else row.usual)) + own


def _signature(instrument: Instrument) -> Found:
    days = [words.when(said.value) for said in instrument.said("signature") if said.value]
    return Found((*days, *instrument.places), instrument.says("signature"))


def _day_or_rule(value: str | None) -> str:
    if value is None:
        return "neither day nor rule read"
    return words.when(value) if value[:4].isdigit() else f"“{value}”"


def _consultation(instrument: Instrument) -> Found:
    """The clause on consultation; where none was read with a time, the promises to consult that an attack triggers."""
    claims = instrument.says("consultation") or tuple(
        stored
        for stored in instrument.promises("consultation")
        if isinstance(stored.claim, CommitmentClaim) and stored.claim.trigger == "attack"
    )
    times = [value for stored in claims if (value := _time_to_answer(stored))]
    asked = [
        "on the request of either" if _EITHER.search(line) else line
        for stored in claims
        for line in requests(stored.claim.quote)
    ]
    lines = dict.fromkeys([f"within {words.duration(time)}" for time in times] + asked)
    return Found(tuple(lines) or (("no time read",) if claims else ()), claims)


def _action(stored: StoredClaim) -> Action | None:
    return stored.claim.action if isinstance(stored.claim, CommitmentClaim) else None


def _one_line(stored: StoredClaim) -> str:
    return " ".join(stored.claim.quote.split())


def _time_to_answer(stored: StoredClaim) -> str | None:
    claim = stored.claim
    if isinstance(claim, ProvisionClaim):
        return claim.value
    return claim.respond_within if isinstance(claim, CommitmentClaim) else None


def _sums(keep: Callable[[Sum], bool]) -> Callable[[Instrument], Found]:
    def read(instrument: Instrument) -> Found:
        kept = [each for each in instrument.sums if keep(each)]
        lines = [_sum_in_words(each) for each in kept]
        if len(lines) > _SUMS_SHOWN + 1:
            lines = [*lines[:_SUMS_SHOWN], f"and {len(lines) - _SUMS_SHOWN} more"]
        claims = {stored.id: stored for each in kept for stored in each.claims[:1]}
        return Found(tuple(lines), tuple(claims.values()))

    return read


def _sum_in_words(each: Sum) -> str:
    purpose = words.label(each.purpose) if each.purpose and each.purpose != "other" else ""
    return ", ".join(part for part in (words.amount(each.amount), each.years or "", purpose) if part)


def _promised(claims: Sequence[StoredClaim]) -> Found:
    """How many promises there are and how firm the firmest is; what they owe in time and money; what is forgone."""
    said = [stored.claim for stored in claims if isinstance(stored.claim, CommitmentClaim)]
    if not said:
        return Found()
    lines = [f"{words.plural(len(said), 'promise')}, {'firmest ' if len(said) > 1 else ''}{firmest(said)}"]
    forgone = sum(claim.polarity == "will_not" for claim in said)
    if forgone:
        lines.append(f"{forgone} of them not to" if len(said) > 1 else "a promise not to")
    lines += [f"within {words.duration(claim.respond_within)}" for claim in said if claim.respond_within]
    lines += [words.amount(amount) for claim in said for amount in claim.amounts]
    return Found(tuple(dict.fromkeys(lines)), tuple(claims))


_EITHER = re.compile(r"\beither\b|\b(?:будь-як|кожн|однієї|одного)", re.IGNORECASE)
_STATUS = {"binding": "binding", "non_binding": "not binding"}
_ACCESSION = re.compile(
    r"\b(?:accession|membership|acquis|enlargement)\b|\bjoin\s+(?:NATO|the\s+(?:EU|European\s+Union|Alliance))\b"
    r"|\bmember\s+of\s+(?:NATO|the\s+(?:EU|European\s+Union|Alliance))\b"
    r"|\b(?:European|Euro-Atlantic|EU|NATO)\s+(?:integration|aspirations?|path)\b"
    r"|\bчленств|\b(?:вступ|приєднан)\w*\s+(?:України\s+)?до\b|\b(?:євро\w*|європейськ\w+)\s+(?:інтеграці|прагнен)",
    re.IGNORECASE,
)
_AMMUNITION = re.compile(
    r"\b(?:ammunition|munitions?|(?:artillery|mortar)\s+(?:shells?|rounds?))\b|\b(?:боєприпас|снаряд)", re.IGNORECASE
)

_AIR_DEFENCE = re.compile(
    r"\b(?:air|missile|anti-aircraft)[\s-]+defen[cs]e\b|\banti-aircraft\b|\b(?:протиповітрян|протиракетн)|\bППО\b",
    re.IGNORECASE,
)
_CYBER = re.compile(r"\bcyber|\bкібер", re.IGNORECASE)
_MARITIME = re.compile(
    r"\b(?:maritime|naval|navy|Black\s+Sea|freedom\s+of\s+navigation)\b|\bморськ|-морськ|\bЧорн\w+\s+мор|\bсудноплав",
    re.IGNORECASE,
)
_DEMINING = re.compile(
    r"\bde-?mining\b|\bmine[\s-]+(?:action|clearance|risk)\b|\bexplosive\s+(?:ordnance|remnants)\b"
    r"|\bрозмінув|\bпротимінн|\bвибухонебезпечн",
    re.IGNORECASE,
)

_PROMISE_ROWS = (
    _promise_row("air_defence", named=_AIR_DEFENCE),
    _word_row("ammunition", "Ammunition", "promises that name ammunition, munitions or shells", _AMMUNITION),
    _promise_row("military_aid"),
    _promise_row("training"),
    _promise_row("cyber_defence", named=_CYBER),
    _promise_row("intelligence_sharing"),
    _promise_row("maritime_security", named=_MARITIME),
    _promise_row("demining", named=_DEMINING),
    _promise_row("defence_industry"),
    _promise_row("reconstruction"),
    _promise_row("humanitarian_aid"),
    _promise_row("financial_aid"),
    _promise_row("sanctions"),
    _promise_row("political_support"),
    _word_row(
        "accession",
        "Accession to the EU and NATO",
        "promises that name accession, membership, the acquis or integration",
        _ACCESSION,
    ),
    _promise_row("reform"),
    _promise_row("assistance_if_attacked"),
    _promise_row("consultation", "Consultation of any kind"),
)
_SHOWN = {row.key for row in _PROMISE_ROWS}

ROWS: tuple[Row, ...] = (
    Row("signature", "Signed", "Provisions", "the day and the place of signature", _signature),
    _provision_row(
        "entry_into_force",
        "Entry into force",
        "the day, or the rule in its own words",
        _day_or_rule,
    ),
    _provision_row("term", "Term", "how long it is valid", words.duration),
    _provision_row(
        "termination_notice", "Notice of termination", "how long before the end it must be told", words.duration
    ),
    _provision_row(
        "legal_status",
        "Legal status",
        "whether it says that it binds in law",
        lambda value: _STATUS.get(value or "", "not clear"),
    ),
    Row(
        "consultation_if_attacked",
        "Consultation if attacked",
        "Provisions",
        "within what time, and on whose request",
        _consultation,
    ),
    Row(
        "sums_to_come",
        "Sums still to come",
        "Provisions",
        "sums that are promised, with the year and the purpose where the words give them",
        _sums(lambda each: each.future is not False),
    ),
    Row(
        "sums_named",
        "Other sums named",
        "Provisions",
        "sums given before, or that the words do not put in the future",
        _sums(lambda each: each.future is False),
    ),
    _provision_row("amendment", "Amendment", "how it may be changed", lambda value: value or "provided for"),
    _provision_row(
        "review",
        "Review",
        "whether and when it is looked at again",
        lambda value: words.duration(value) if value else "provided for",
    ),
    _provision_row(
        "replaces", "Replaces", "an earlier instrument whose place it takes", lambda value: value or "another"
    ),
    _provision_row("amends", "Amends", "an instrument that it changes or adds to", lambda value: value or "another"),
    *_PROMISE_ROWS,
    *(_promise_row(action, usual=False) for action in get_args(Action) if action not in _SHOWN),
)
"""Every row there is, in the usual order. A key is a row's for ever: addresses and files name it."""
