"""Short reports in the form that monitoring bodies give them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pactwatch.extract.claim import Claim, FindingClaim, IncidentClaim
from pactwatch.extract.rules import RulesExtractor
from pactwatch.read.document import Document

Reported = Callable[..., tuple[list[FindingClaim], list[IncidentClaim]]]


@pytest.fixture(scope="session")
def reported(extractor: RulesExtractor) -> Reported:
    """The findings and incidents of a report of CTSAMM with these sections, dated 22 March 2016."""

    def read(**sections: str) -> tuple[list[FindingClaim], list[IncidentClaim]]:
        head = "CTSAMM Headquarters\nTO: The Chairman\nDATE: 22 March 2016\n\nCTSAMM REPORT NUMBER 099\n\n"
        body = "\n\n".join(f"{name.replace('_', ' ').title()}\n\n{text}" for name, text in sections.items())
        document = Document(doc="report.txt", text=head + body, published="2016-03-22", language="en")
        claims: list[Claim] = extractor.extract(document)
        assert all(document.text[claim.start : claim.end] == claim.quote for claim in claims)
        return (
            [claim for claim in claims if isinstance(claim, FindingClaim)],
            [claim for claim in claims if isinstance(claim, IncidentClaim)],
        )

    return read
