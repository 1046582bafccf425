"""The consultation clause: its parties promise each other to consult, also where the parse lost who does."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pactwatch.extract.claim import CommitmentClaim, ProvisionClaim
from pactwatch.extract.sentence import Sentence

_CONDITION = re.compile(r"(?i:in\s+(?:the\s+event|case)\s+of|if|should|upon)\b[^,;]*")


def consultation_promises(
    provisions: Iterable[ProvisionClaim], promised: Iterable[CommitmentClaim], sentence: Sentence
) -> list[CommitmentClaim]:
    """The promise that a consultation provision makes, where none of the sentence's own promises has its time.

    "In the event of an armed attack against Ukraine, Belgium and Ukraine will consult within 24 hours": the parse takes
    the subject for a part of what is attacked. The provision has the time, and in an instrument its parties are known.
    """
    timed = {claim.respond_within for claim in promised}
    parties = sentence.context.parties
    return [
        CommitmentClaim(
            doc=clause.doc,
            start=clause.start,
            end=clause.end,
            quote=clause.quote,
            read_by=clause.read_by,
            promisors=parties,
            promisees=parties,
            action="consultation",
            firmness="signed",
            condition=found.group() if (found := _CONDITION.search(clause.quote)) else None,
            trigger="attack",
            respond_within=clause.value,
            agreement=clause.agreement,
            section=clause.section,
        )
        for clause in provisions
        if clause.provision == "consultation" and len(parties) > 1 and clause.value not in timed
    ]
