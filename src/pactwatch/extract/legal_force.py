"""Legal force: what an instrument that says it binds in law makes of the promises in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pactwatch.extract.claim import Claim, CommitmentClaim, ProvisionClaim

# Treaty practice: "shall", "agree" and "undertake" bind; "will" and "intend" state an intention, also in a treaty.
_BINDS = re.compile(r"\b(?:shall|agrees?|undertakes?)\b", re.IGNORECASE)
_ANNEX = re.compile(r"\s*(?:annex|appendix|schedule)\b", re.IGNORECASE)


def with_legal_force(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of one instrument, its promises `binding` where it is said to bind in law and their words do.

    An instrument that says it does not bind, or is silent, leaves its promises `signed` at most. Annexes are left as they
    are: they often say of themselves that they do not bind.
    """
    read = list(claims)
    said = {c.value for c in read if isinstance(c, ProvisionClaim) and c.provision == "legal_status"}
    if said != {"binding"}:
        return read
    return [_binding(claim) if isinstance(claim, CommitmentClaim) else claim for claim in read]


def _binding(claim: CommitmentClaim) -> CommitmentClaim:
    in_annex = claim.section is not None and _ANNEX.match(claim.section)
    if claim.firmness != "signed" or in_annex or not _BINDS.search(claim.quote):
        return claim
    return claim.model_copy(update={"firmness": "binding"})
