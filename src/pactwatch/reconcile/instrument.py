"""The instrument: what one document, an agreement's own text, says of itself and promises, every value with its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pactwatch.extract.claim import Action, AgreementClaim, Amount, CommitmentClaim, ProvisionClaim
from pactwatch.ledger.stored import Decision, StoredClaim, StoredDocument

Provision = Literal[
    "signature",
    "entry_into_force",
    "term",
    "termination_notice",
    "consultation",
    "legal_status",
    "amendment",
    "review",
    "sum",
    "replaces",
    "amends",
]

# "at the request of either Participant", "at Ukraine's request": the words that say who may ask, as they stand.
_REQUEST = re.compile(
    r"\b(?:at|on|upon|following)\s+(?:the\s+|a\s+)?(?:written\s+)?request\s+(?:of|by|from)\s+"
    r"(?:either\s+of\s+(?:the\s+)?\w+|(?:the|either|any|each|one)\s+[\w-]+(?:\s+of\s+(?:the\s+)?\w+)?|[A-Z][\w-]*)"
    r"|\b(?:at|on|upon)\s+(?:its|their|[A-Z][\w-]*[’'](?:s)?)\s+request\b"
    r"|\bна\s+(?:письмов\w+\s+)?(?:прохання|запит|вимогу)\s+(?:будь-як\w+|кожн\w+|одн\w+|[А-ЯІЇЄҐ]\w+)"
    r"(?:\s+(?:з|із|зі)\s+\w+|\s+(?:Сторони|Учасника))?"
)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d)|\s+(?:and|to)\s+(?:19|20)\d\d)?\b")


@dataclass(frozen=True)
class Said:
    """One distinct value with the claims that say it; None where words say something that no code stands for."""

    value: str | None
    claims: tuple[StoredClaim, ...]


@dataclass(frozen=True)
class Sum:
    """A sum of money that the text names: for what, for which years, and whether it is still to come.

    `purpose` is the action of the promise that names the same sum. `years` are the years as printed, where the words
    name one sum and one year or run of years; else what they belong to would be a guess, and it is None.
    """

    amount: Amount
    purpose: Action | None
    years: str | None
    future: bool | None
    claims: tuple[StoredClaim, ...]


@dataclass(frozen=True)
class Instrument:
    """One agreement as its own text has it. `provisions` and `commitments` stand in the order of the text.

    What is not here was not found by whoever read the text, which is no proof that it is not in it.
    """

    document: str
    doc: str
    title: str
    parties: tuple[str, ...]
    provisions: tuple[StoredClaim, ...]
    commitments: tuple[StoredClaim, ...]

    def said(self, provision: Provision) -> tuple[Said, ...]:
        """The distinct values that the text gives for a provision, in the order of the text."""
        found: dict[str | None, list[StoredClaim]] = {}
        for stored in self.provisions:
            if _provision(stored).provision == provision:
                found.setdefault(_provision(stored).value, []).append(stored)
        return tuple(Said(value, tuple(claims)) for value, claims in found.items())

    def says(self, provision: Provision) -> tuple[StoredClaim, ...]:
        """The claims on a provision, in the order of the text."""
        return tuple(stored for stored in self.provisions if _provision(stored).provision == provision)

    @property
    def signed(self) -> str | None:
        """The day of signature; None where no day, or more than one, is read from the text."""
        days = [said.value for said in self.said("signature") if said.value]
        return days[0] if len(days) == 1 else None

    @property
    def places(self) -> tuple[str, ...]:
        """Where it was signed, as written."""
        return tuple(dict.fromkeys(s.claim.place for s in self.says("signature") if s.claim.place))

    @property
    def sums(self) -> tuple[Sum, ...]:
        """The sums of money, each once, in the order of the text: those of its promises, and those it only tells of."""
        found: dict[tuple[object, ...], Sum] = {}
        for stored in sorted((*self.says("sum"), *self.commitments), key=_place):
            for each in self._sums_of(stored):
                amount = each.amount
                key = (amount.value, amount.currency, amount.qualifier, each.years)
                found[key] = _merged(found[key], each) if key in found else each
        return tuple(found.values())

    def promises(self, *actions: Action) -> tuple[StoredClaim, ...]:
        """The commitments to any of these actions."""
        return tuple(stored for stored in self.commitments if _commitment(stored).action in actions)

    def promises_in(self, section: str | None) -> tuple[StoredClaim, ...]:
        """The commitments that stand in a section, by its number as the text prints it; None: in no numbered one."""
        return tuple(stored for stored in self.commitments if _commitment(stored).section == section)

    def _sums_of(self, stored: StoredClaim) -> Iterable[Sum]:
        claim = stored.claim
        assert isinstance(claim, ProvisionClaim | CommitmentClaim)
        years = _YEARS.findall(claim.quote) if len(claim.amounts) == 1 else []
        named = years[0] if len(years) == 1 else None
        for amount in claim.amounts:
            if isinstance(claim, ProvisionClaim):
                yield Sum(amount, None, named, claim.future, (stored,))
            else:
                yield Sum(amount, claim.action, claim.period or named, None, (stored,))


def instruments(
    documents: Iterable[StoredDocument], claims: Iterable[StoredClaim], decisions: Iterable[Decision] = ()
) -> list[Instrument]:
    """The instruments among the documents, in the order given. Claims that a person decided to be wrong are left out.

    A document is an instrument where a claim on it says what the instrument provides, or where a promise in it stands
    in the agreement whose title the document bears.
    """
    judged = {
        claim: decision.kind
        for decision in sorted(decisions, key=lambda each: (each.learned_at, each.id))
        if decision.withdrawn_at is None and decision.kind in ("right", "wrong")
        for claim in decision.claims
    }
    by_document: dict[str, list[StoredClaim]] = {}
    for stored in claims:
        if judged.get(stored.id) != "wrong":
            by_document.setdefault(stored.document_id, []).append(stored)
    found = (_instrument(document, by_document.get(document.id, ())) for document in documents)
    return [instrument for instrument in found if instrument is not None]


def requests(quote: str) -> tuple[str, ...]:
    """The words of a quote that say on whose request something is done: "at the request of either Participant"."""
    return tuple(dict.fromkeys(" ".join(match.group(0).split()) for match in _REQUEST.finditer(quote)))


def _instrument(document: StoredDocument, claims: Iterable[StoredClaim]) -> Instrument | None:
    title = (document.document.title or "").casefold()
    ordered = sorted(claims, key=_place)
    provisions = tuple(stored for stored in ordered if isinstance(stored.claim, ProvisionClaim))
    commitments = tuple(
        stored
        for stored in ordered
        if isinstance(stored.claim, CommitmentClaim)
        and (provisions or (title and (stored.claim.agreement or "").casefold() == title))
    )
    if not provisions and not commitments:
        return None
    named = next((_agreement_of(s) for s in (*provisions, *commitments) if _agreement_of(s)), None)
    own_title = named or document.document.title or document.document.doc
    stages = [
        stored.claim
        for stored in ordered
        if isinstance(stored.claim, AgreementClaim) and (stored.claim.title or "").casefold() == own_title.casefold()
    ]
    return Instrument(
        document.id,
        document.document.doc,
        " ".join(own_title.split()),
        _parties(stages, provisions, commitments),
        provisions,
        commitments,
    )


def _parties(
    stages: Sequence[AgreementClaim], provisions: Sequence[StoredClaim], commitments: Sequence[StoredClaim]
) -> tuple[str, ...]:
    """The parties that the text names; else those who signed; else those who promise in it, and to whom."""
    stated = tuple(dict.fromkeys(party for claim in stages for party in claim.parties))
    signed = tuple(dict.fromkeys(name for stored in provisions for name in _provision(stored).signatories))
    promises = [_commitment(stored) for stored in commitments]
    bound = {name for claim in promises for name in (*claim.promisors, *claim.promisees)}
    return stated or signed or tuple(sorted(bound))


def _merged(one: Sum, other: Sum) -> Sum:
    return Sum(
        one.amount,
        one.purpose or other.purpose,
        one.years,
        one.future if one.future is not None else other.future,
        (*one.claims, *other.claims),
    )


def _place(stored: StoredClaim) -> tuple[int, int, str]:
    return stored.claim.start, stored.claim.end, stored.id


def _agreement_of(stored: StoredClaim) -> str | None:
    claim = stored.claim
    return claim.agreement if isinstance(claim, ProvisionClaim | CommitmentClaim) else None


def _provision(stored: StoredClaim) -> ProvisionClaim:
    assert isinstance(stored.claim, ProvisionClaim)
    return stored.claim


def _commitment(stored: StoredClaim) -> CommitmentClaim:
    assert isinstance(stored.claim, CommitmentClaim)
    return stored.claim
