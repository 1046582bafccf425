"""The claims of a text in which a monitoring mission tells what it saw: the mission is a witness, and does none of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pactwatch.extract.claim import Claim, CommitmentClaim, Count, FulfilmentClaim, IncidentClaim, TallyClaim

# "SMM unmanned aerial vehicles were targeted by small-arms fire": the drone is what was shot at.
_SHOT_AT = re.compile(
    r"\b(?:UAVs?|unmanned\s+aerial\s+vehicles?|drones?|quadcopters?)\)?\s+(?:\w+\s+){0,4}?"
    r"(?:targeted|fired\s+(?:at|on|upon)|shot\s+(?:at|down)|hit|under\s+fire|jammed|subjected|spotted|observed)"
)
_OWN = re.compile(r"\b(?:SMM|Mission|OSCE)(?:['’]s)?\b")
_STRUCK = re.compile(
    r"\b(?:strikes?|attacks?|dropped|bomb\w*|munitions?|loitering|kamikaze|explod\w+)\b", re.IGNORECASE
)
_SEEN = re.compile(r"\bobserved\b(?!\s+(?:the|a|its|their)\s+(?:ceasefire|truce|agreement))")
_PROMISING = re.compile(
    r"\b(?:will|shall|ready|stands?\s+ready|commit\w*|pledge\w*|promise\w*|plans?|intends?|undertakes?)\b"
)


def as_witness(claims: Iterable[Claim], monitor: str | None, counted: Sequence[TallyClaim]) -> list[Claim]:
    """The claims without what only seems to be the mission's deed, and without incidents that are its sums.

    `monitor` is the code of the mission that the text names, and `counted` what it counted; without one, the claims stay
    as they are.
    """
    if monitor is None:
        return list(claims)
    return [kept for claim in claims if (kept := _of_witness(claim, monitor, counted)) is not None]


def _of_witness(claim: Claim, monitor: str, counted: Sequence[TallyClaim]) -> Claim | None:
    if isinstance(claim, IncidentClaim):
        return None if _is_sum(claim, counted) else _incident(claim, monitor)
    if isinstance(claim, FulfilmentClaim) and (claim.promisors == (monitor,) or _SEEN.search(claim.quote)):
        return None  # "the SMM observed ceasefire violations" keeps no promise
    if isinstance(claim, CommitmentClaim) and claim.promisors == (monitor,) and not _PROMISING.search(claim.quote):
        return None
    return claim


def _is_sum(claim: IncidentClaim, counted: Sequence[TallyClaim]) -> bool:
    """Whether an incident is the number of killed and injured that a mission gives for a whole period."""
    harmed = _least(claim.killed) + _least(claim.injured)
    if claim.place is not None and claim.place in claim.quote and claim.date is not None and "/" not in claim.date:
        return False  # "on 26 May three civilians were killed in the town" is an event of its own
    return harmed > 0 and any(
        tally.measure == "civilian casualties"
        and tally.count.value == harmed
        and (tally.period is None or "/" in tally.period or len(tally.period) < len("2020-01-01"))
        and tally.start < claim.end
        and claim.start < tally.end
        for tally in counted
    )


def _incident(claim: IncidentClaim, monitor: str) -> IncidentClaim:
    kept: dict[str, object] = {}
    # The mission, or the body that sends it: "OSCE SMM", "OSCE".
    if claim.perpetrator is not None and f"{monitor} ".startswith(f"{claim.perpetrator} "):
        kept |= {"perpetrator": None, "attributed_by": None}
    if (
        claim.type == "air or drone strike"
        and _SHOT_AT.search(claim.quote)
        and _OWN.search(claim.quote)
        and not _STRUCK.search(claim.quote)
    ):
        kept["type"] = "attack"
    return claim.model_copy(update=kept) if kept else claim


def _least(count: Count | None) -> int:
    return 0 if count is None else count.low or 0
