"""The reconciler: claims and decisions in, records out, each with its reasons. The same records in whatever order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pactwatch.extract.claim import AgreementClaim, FulfilmentClaim
from pactwatch.ledger.stored import Decision, StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.comparison import Likeness
from pactwatch.reconcile.fields import fields
from pactwatch.reconcile.grouping import Group, group
from pactwatch.reconcile.independence import independent
from pactwatch.reconcile.joining import join
from pactwatch.reconcile.record import FieldValue, Fulfilment, Reason, Record, RecordKind, Source, StageReached
from pactwatch.reconcile.same_agreement import SameAgreement
from pactwatch.reconcile.same_commitment import SameCommitment
from pactwatch.reconcile.same_incident import SameIncident
from pactwatch.reconcile.same_meeting import SameMeeting

_LIKENESS: Mapping[RecordKind, Likeness] = {
    "agreement": SameAgreement(),
    "commitment": SameCommitment(),
    "incident": SameIncident(),
    "meeting": SameMeeting(),
}
_STAGES = (
    "proposed",
    "negotiating",
    "agreed",
    "signed",
    "joined",
    "ratified",
    "in_force",
    "suspended",
    "ended",
    "rejected",
)


def reconcile(claims: Sequence[StoredClaim], decisions: Sequence[Decision] = ()) -> list[Record]:
    """Put the claims of agreements, commitments, incidents and meetings together into records.

    Reports on promises (fulfilments) go to the commitment that they mean; claims of other kinds, and reports that fit no
    commitment, add up to no record and are passed over. Decisions that were withdrawn, or that name claims not given,
    change nothing. The records come by kind, then as the ledger learned their first claims.
    """
    in_force = sorted(
        (decision for decision in decisions if decision.withdrawn_at is None),
        key=lambda decision: (decision.learned_at, decision.id),
    )
    judged = judgements(in_force)
    records: list[Record] = []
    for kind, likeness in _LIKENESS.items():
        groups = group([claim for claim in claims if claim.claim.kind == kind], likeness, in_force)
        made = [record_of(kind, found, judged) for found in groups]
        if kind == "commitment":
            reports = [claim for claim in claims if claim.claim.kind == "fulfilment"]
            for number, told in join(groups, reports, in_force).items():
                made[number] = _with_fulfilments(made[number], told, judged)
        records += made
    return records


def publication_order(claim: StoredClaim) -> tuple[object, ...]:
    """The order of publication: by the day by which it was public; without one, by the day the ledger learned it."""
    day = ImpreciseDate.parse(claim.published).first if claim.published else claim.learned_at.date()
    return day, claim.learned_at, claim.document_id, claim.claim.start, claim.id


def judgements(decisions: Sequence[Decision]) -> dict[str, str]:
    """What people decided on single claims, "right" or "wrong", by the claim; the latest decision in force holds."""
    in_force = sorted(
        (decision for decision in decisions if decision.withdrawn_at is None),
        key=lambda decision: (decision.learned_at, decision.id),
    )
    return {claim: each.kind for each in in_force if each.kind in ("right", "wrong") for claim in each.claims}


def record_of(kind: RecordKind, found: Group, judged: Mapping[str, str]) -> Record:
    """The record that a group of claims of one kind adds up to, under what people decided on single claims."""
    claims = sorted(found.claims, key=publication_order)
    standing = [claim for claim in claims if judged.get(claim.id) != "wrong"]
    stages = _stages(standing)
    values = fields(claims, judged)
    if stages:
        values["stage"] = _furthest(values["stage"], stages[-1])
    return Record(
        id=f"{kind}-{found.claims[0].id}",
        kind=kind,
        claims=tuple(claim.id for claim in claims),
        sources=tuple(_source(claim, judged.get(claim.id) == "wrong") for claim in claims),
        fields=values,
        reasons=tuple(found.reasons[claim.id] for claim in claims),
        independent=independent(standing),
        stages=stages,
    )


def _with_fulfilments(
    record: Record, told: Sequence[tuple[StoredClaim, Reason]], judged: Mapping[str, str]
) -> Record:
    fulfilments = []
    for stored, reason in sorted(told, key=lambda each: publication_order(each[0])):
        claim = stored.claim
        assert isinstance(claim, FulfilmentClaim)
        verdict = judged.get(stored.id)
        source = _source(stored, verdict == "wrong")
        fulfilments.append(
            Fulfilment(state=claim.state, date=claim.date, source=source, reason=reason, right=verdict == "right")
        )
    return record.model_copy(update={"fulfilments": tuple(fulfilments)})


def _source(claim: StoredClaim, wrong: bool) -> Source:
    return Source(
        claim=claim.id,
        document=claim.document_id,
        outlet=claim.outlet,
        published=claim.published,
        learned_at=claim.learned_at,
        speaker=claim.claim.speaker,
        via=claim.claim.via,
        quote=claim.claim.quote,
        wrong=wrong,
    )


def _furthest(said: Sequence[FieldValue], last: StageReached) -> tuple[FieldValue, ...]:
    """The stage that is held: the furthest, since a later report may recall an earlier one. A person's decision stands."""
    if any(value.decided for value in said):
        return tuple(said)
    return tuple(value.model_copy(update={"held": value.value == last.stage}) for value in said)


def _stages(claims: Sequence[StoredClaim]) -> tuple[StageReached, ...]:
    """The stages of an agreement as the claims that stand tell them; for each the latest published date is held."""
    told: dict[str, StageReached] = {}
    for claim in claims:
        said = claim.claim
        if not isinstance(said, AgreementClaim):
            continue
        before = told.get(said.stage)
        told[said.stage] = StageReached(
            stage=said.stage,
            date=said.date or (before.date if before else None),
            expected=said.expected or (before.expected if before else None),
            claims=(*(before.claims if before else ()), claim.id),
        )

    def order(reached: StageReached) -> tuple[str, int]:
        first = ImpreciseDate.parse(reached.date).first.isoformat() if reached.date else ""
        return first, _STAGES.index(reached.stage)

    dated = sorted((reached for reached in told.values() if reached.date), key=order)
    undated = sorted((reached for reached in told.values() if not reached.date), key=order)
    for reached in undated:
        # Without a date, a stage stands before the first one that comes after it in the life of an agreement.
        rank = _STAGES.index(reached.stage)
        place = next((n for n, each in enumerate(dated) if _STAGES.index(each.stage) > rank), len(dated))
        dated.insert(place, reached)
    return tuple(dated)
