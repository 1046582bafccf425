"""What falls due from a folder of agreements when an attack on one party is confirmed: the consultations within 24 hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from page import section, table

from pactwatch.coordinate.trial import Trial, try_out
from pactwatch.extract.claim import IncidentClaim
from pactwatch.extract.rules import load_extractor
from pactwatch.judge.terms import Terms
from pactwatch.ledger.stored import StoredClaim
from pactwatch.read.document import Document
from pactwatch.read.reader import read_file
from pactwatch.reconcile.reconciler import reconcile

ATTACK = "Russian missiles hit residential houses in Kharkiv on 2 April 2025."
NOW = datetime(2025, 4, 4, 12, tzinfo=UTC)
TERMS = Terms.model_validate(
    {
        "name": "attack",
        "source": {"title": "Any attack"},
        "parties": [
            {"actor": "RUS", "known_as": ["Russia", "Russian"]},
            {"actor": "UKR", "known_as": ["Ukraine", "Ukrainian"]},
        ],
        "in_force": [{"from": "2025-01-01"}],
        "rules": [
            {
                "id": "attacks",
                "article": "1",
                "quote": "No attack.",
                "forbids": {"types": ["missile strike"], "by": ["RUS", "UKR"]},
            }
        ],
        "signs": [{"trigger": "attack", "rules": ["attacks"], "violators": ["RUS"]}],
    }
)


def activation(folder: Path) -> str:
    """The section: of how many agreements in the folder a consultation within 24 hours falls due, and from whom."""
    extractor = load_extractor()
    documents = [read_file(path) for path in sorted(folder.iterdir()) if path.suffix in (".docx", ".pdf")]
    claims = [
        StoredClaim(f"{document.doc}:{number}", document.doc, claim, "2024-12-31", document.outlet, NOW)
        for document in documents
        for number, claim in enumerate(extractor.extract(document))
    ]
    return as_section(documents, confirmed(claims), claims)


def confirmed(claims: Sequence[StoredClaim]) -> Trial:
    """What follows if a Russian attack on Ukraine is confirmed, beside what the agreements promise."""
    told = IncidentClaim(
        doc="attack",
        start=0,
        end=len(ATTACK),
        quote=ATTACK,
        type="missile strike",
        date="2025-04-02",
        place="Kharkiv",
        perpetrator="RUS",
    )
    attack = StoredClaim("attack", "attack", told, "2025-04-03", "A monitor", NOW)
    records = reconcile([*claims, attack])
    meant = [each for each in records if "attack" in each.claims]
    return try_out(TERMS, meant, records, reconcile(claims), NOW, claims)


def as_section(documents: Sequence[Document], trial: Trial, claims: Sequence[StoredClaim]) -> str:
    """The page's section on it."""
    document_of = {claim.id: claim.document_id for claim in claims}
    records = {record.id: record for record in reconcile(claims)}
    within = [due for due in trial.obligations if due.action == "consultation" and due.within == "PT24H"]
    from_documents = {
        document_of[claim] for due in within if due.commitment for claim in records[due.commitment].claims
    }
    rows = [
        ["agreements in the folder", str(len(documents))],
        ["of which a consultation within 24 hours falls due", str(len(from_documents))],
        ["of these, with Ukraine and one other party on both sides", str(sum(_both(due.owed_by) for due in within))],
        ["of these, waiting for a request", str(sum(bool(due.on_request_of) for due in within))],
        ["all obligations that arise", str(len(trial.obligations))],
        ["without one", ", ".join(sorted({each.doc for each in documents} - from_documents)) or "none"],
    ]
    return section("What falls due when an attack is confirmed", table(["", "number"], rows))


def _both(parties: Sequence[str]) -> bool:
    return "UKR" in parties and len(parties) == 2
