"""The instruments: agreements that reports tell of, and those known from their own text alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pactwatch.extract.claim import CommitmentClaim, ProvisionClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.publish.snapshot import Snapshot
from pactwatch.publish.summary import instrument_name
from pactwatch.reconcile.record import Record, StageReached


@dataclass(frozen=True)
class Instrument:
    """One instrument. `record` is what reports say of its stages; None where only its own text is known."""

    id: str
    title: str
    record: Record | None
    provisions: tuple[StoredClaim, ...]
    commitments: tuple[StoredClaim, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties as reports name them; else those whom the text says to have signed or to promise."""
        if self.record is not None:
            return tuple(self.record.held("parties") or ())
        claims = [stored.claim for stored in (*self.provisions, *self.commitments)]
        signed = [name for claim in claims if isinstance(claim, ProvisionClaim) for name in claim.signatories]
        bound = [name for claim in claims if isinstance(claim, CommitmentClaim) for name in claim.promisors]
        return tuple(dict.fromkeys(signed or bound))

    @property
    def form(self) -> str | None:
        """What kind of instrument it is, where a report says so."""
        return str(self.record.held("form")) if self.record is not None and self.record.held("form") else None

    @property
    def stage(self) -> StageReached | None:
        """The furthest stage that a report tells of, or the signature that the text itself dates."""
        if self.record is not None:
            return self.record.stages[-1] if self.record.stages else None
        for stored in self.provisions:
            claim = stored.claim
            if isinstance(claim, ProvisionClaim) and claim.provision == "signature" and claim.value:
                return StageReached(stage="signed", date=claim.value, claims=(stored.id,))
        return None

    @property
    def stages(self) -> Sequence[StageReached]:
        """The stages in the order in which they were reached."""
        if self.record is not None:
            return self.record.stages
        return [self.stage] if self.stage else []

    @property
    def sources(self) -> int:
        """How many documents it is known from."""
        claims = {stored.document_id for stored in (*self.provisions, *self.commitments)}
        told = {source.document for source in self.record.sources} if self.record is not None else set()
        return len(claims | told)


def instruments(snapshot: Snapshot) -> list[Instrument]:
    """All instruments. What a text provides and promises goes with the agreement that bears its title."""
    by_title: dict[str, list[StoredClaim]] = {}
    spelled: dict[str, str] = {}
    for kind in ("provision", "commitment"):
        for stored in snapshot.claims_of(kind):
            if isinstance(stored.claim, ProvisionClaim | CommitmentClaim) and stored.claim.agreement:
                by_title.setdefault(stored.claim.agreement.casefold(), []).append(stored)
                spelled.setdefault(stored.claim.agreement.casefold(), stored.claim.agreement)
    found = [_told(record, by_title) for record in snapshot.records_of("agreement")]
    taken = {title for record in snapshot.records_of("agreement") for title in _titles(record)}
    return found + [
        _made(f"text-{hashlib.sha256(title.encode()).hexdigest()[:16]}", spelled[title], None, claims)
        for title, claims in by_title.items()
        if title not in taken
    ]


def _told(record: Record, by_title: Mapping[str, Sequence[StoredClaim]]) -> Instrument:
    title = instrument_name(record.held("title"), record.held("form"))
    claims = [stored for title in _titles(record) for stored in by_title.get(title, ())]
    return _made(record.id, title, record, claims)


def _titles(record: Record) -> list[str]:
    return list(dict.fromkeys(str(said.value).casefold() for said in record.fields.get("title", ()) if said.value))


def _made(id: str, title: str, record: Record | None, claims: Iterable[StoredClaim]) -> Instrument:
    ordered = sorted(claims, key=lambda stored: (stored.document_id, stored.claim.start, stored.claim.end))
    return Instrument(
        id,
        title,
        record,
        tuple(stored for stored in ordered if stored.claim.kind == "provision"),
        tuple(stored for stored in ordered if stored.claim.kind == "commitment"),
    )
