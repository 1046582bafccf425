"""The fields of a record: every distinct value with the claims that say it, and which of them is held now."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pactwatch.extract.claim import Count, IncidentClaim, PositionPrecision
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.incident_weights import GENERIC_TYPES
from pactwatch.reconcile.place_name import PlaceName
from pactwatch.reconcile.record import FieldValue
from pactwatch.reconcile.target_name import telling

_NOT_FIELDS = frozenset({"kind", "doc", "start", "end", "quote", "speaker", "via", "read_by", "supersedes"})
_CLASSES = get_args(PositionPrecision)
_Figures = Mapping[str, set[str]]


def fields(claims: Sequence[StoredClaim], judged: Mapping[str, str]) -> dict[str, tuple[FieldValue, ...]]:
    """Gather the fields of claims that are one record, given in order of publication.

    `judged` gives the claims that a person decided "right" or "wrong". What is right is held over all else, what is
    wrong is never held. Otherwise the latest published value is held, unless a claim corrects it in so many words, it
    only says less exactly what an earlier one said, or it is an allegation beside what is told as a fact.
    """
    if len(claims) == 1:
        return _alone(claims[0], judged.get(claims[0].id))
    replaced = _superseded(claims)
    said = {claim.id: claim.claim.model_dump(mode="json", exclude=set(_NOT_FIELDS)) for claim in claims}
    names = list(dict.fromkeys(name for claim in claims for name in type(claim.claim).model_fields))
    result = {}
    for name in names:
        if name not in _NOT_FIELDS and (values := _values(name, claims, said, judged, replaced.get(name, set()))):
            result[name] = values
    return result


def _alone(claim: StoredClaim, judgement: str | None) -> dict[str, tuple[FieldValue, ...]]:
    """The fields of a record of one claim, which most are: nothing is there to weigh."""
    said = claim.claim.model_dump(mode="json", exclude=set(_NOT_FIELDS))
    held, decided = judgement != "wrong", judgement == "right"
    return {
        name: (FieldValue(value=value, claims=(claim.id,), held=held, decided=decided),)
        for name in type(claim.claim).model_fields
        if (value := said.get(name)) is not None and value != []
    }


def _values(
    name: str,
    claims: Sequence[StoredClaim],
    says: Mapping[str, Mapping[str, Any]],
    judged: Mapping[str, str],
    replaced: set[str],
) -> tuple[FieldValue, ...]:
    said: dict[str, tuple[Any, list[str]]] = {}
    for claim in claims:
        value = says[claim.id].get(name)
        if value is None or value == []:
            continue
        said.setdefault(_key(value), (value, []))[1].append(claim.id)
    held = _held(name, said, claims, judged, replaced)
    return tuple(
        FieldValue(
            value=value,
            claims=tuple(by),
            held=key == held,
            superseded=key in replaced,
            decided=any(judged.get(claim) == "right" for claim in by),
        )
        for key, (value, by) in said.items()
    )


def _held(
    name: str,
    said: Mapping[str, tuple[Any, list[str]]],
    claims: Sequence[StoredClaim],
    judged: Mapping[str, str],
    replaced: set[str],
) -> str | None:
    key_of = {claim: key for key, (_, by) in said.items() for claim in by}
    in_order = [claim.id for claim in claims if claim.id in key_of]
    right = [claim for claim in in_order if judged.get(claim) == "right"]
    if right:
        return key_of[right[-1]]
    alleged = {claim.id for claim in claims if isinstance(claim.claim, IncidentClaim) and claim.claim.alleged}
    held: str | None = None
    held_as_fact = False
    for claim in in_order:
        key = key_of[claim]
        if judged.get(claim) == "wrong" or key in replaced or (claim in alleged and held_as_fact):
            continue
        if held is None or not coarser(name, said[key][0], said[held][0]):
            held, held_as_fact = key, claim not in alleged
    return held


def coarser(name: str, later: Any, earlier: Any) -> bool:
    """Whether the later value only says less exactly what the earlier one said."""
    if name == "date":
        return later != earlier and ImpreciseDate.parse(earlier).within(ImpreciseDate.parse(later))
    if name == "type":
        return later in GENERIC_TYPES and earlier not in GENERIC_TYPES
    if name == "position":
        return _CLASSES.index(later["precision"]) > _CLASSES.index(earlier["precision"])
    if name in ("place", "admin1"):
        mine, theirs = PlaceName.parse(later), PlaceName.parse(earlier)
        if mine is None or theirs is None:
            return mine is None
        # A district is less exact than the town that it has its name from, and a region than any place in it.
        wider = mine.region or (mine.area and mine.keys == theirs.keys)
        return mine.keys < theirs.keys or (wider and not theirs.area)
    if name == "target":
        return not telling(later) and telling(earlier)
    if name in ("killed", "injured"):
        return later != earlier and _spans(Count.model_validate(later), Count.model_validate(earlier))
    return False


def _spans(wide: Count, narrow: Count) -> bool:
    """Whether every number that the narrow count can mean is one that the wide count can mean too."""
    above = wide.high is None or (narrow.high is not None and narrow.high <= wide.high)
    return above and (wide.low or 0) <= (narrow.low or 0)


def _superseded(claims: Sequence[StoredClaim]) -> _Figures:
    """The figures that claims replace in so many words, by field. A figure that is restored later is not replaced."""
    replaced: dict[str, set[str]] = {"killed": set(), "injured": set()}
    for claim in claims:
        incident = claim.claim
        if not isinstance(incident, IncidentClaim):
            continue
        for name, old in (incident.supersedes or {}).items():
            replaced[name].add(_key(old.model_dump(mode="json")))
            now = incident.killed if name == "killed" else incident.injured
            if now is not None:
                replaced[name].discard(_key(now.model_dump(mode="json")))
    return replaced


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
