"""The history of a table's row: what each release in the ledger says of it, and the releases that no longer have it."""

from __future__ import annotations

from collections.abc import Iterator

from pactwatch.extract.claim import AgreementClaim, Amount, Claim, CommitmentClaim, FulfilmentClaim
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import StoredDocument
from pactwatch.publish.words import actors, goods, label, number, when

_TABLES = frozenset({"text/csv", "text/tab-separated-values", "application/xml"})
_Told = dict[tuple[str, str], str]


def row_history(book: Ledger, row: str) -> list[str]:
    """What the releases say of a row, named by its identity ("AUM10"; also of "AUM10, helmet"), one line each.

    In order of publication, release by release; a value that is not new is not told again, and a release that has lost
    what an earlier release of the same table said is named with "no longer there". Empty where no table has such a row.
    """
    releases = [stored for stored in book.documents() if stored.document.media_type in _TABLES]
    releases.sort(key=lambda stored: (stored.document.published or "9999", stored.learned_at))
    lines: list[str] = []
    known: dict[tuple[str | None, str | None], _Told] = {}
    for release in releases:
        table = release.document.outlet, release.document.title
        before = known.get(table, {})
        said = dict(_said(book, release, row))
        for key, words in said.items():
            if before.get(key) != words:
                lines.append(_line(release, key, words))
        lines += [_line(release, key, "no longer there") for key in before if key not in said]
        known[table] = said
    return lines


def _said(book: Ledger, release: StoredDocument, row: str) -> Iterator[tuple[tuple[str, str], str]]:
    for stored in book.claims(document_id=release.id):
        claim = stored.claim
        name = _name(claim, release)
        if name is not None and (name == row or name.startswith(f"{row}, ")):
            yield (claim.kind, name), _words(claim)


def _name(claim: Claim, release: StoredDocument) -> str | None:
    """The identity of the claim's row, which a commitment and a fulfilment carry, and the row's section else."""
    if isinstance(claim, CommitmentClaim):
        return claim.section
    if isinstance(claim, FulfilmentClaim):
        return claim.commitment
    around = (part.number for part in release.document.sections if part.start <= claim.start < part.end)
    return next(around, None)


def _words(claim: Claim) -> str:
    parts: list[str] = []
    if isinstance(claim, AgreementClaim):
        parts += [claim.title or "without a title", claim.stage, actors(claim.parties)]
    if isinstance(claim, CommitmentClaim | FulfilmentClaim):
        parts += [actors(claim.promisors), label(claim.action)]
        parts += [label(claim.state)] if isinstance(claim, FulfilmentClaim) else []
        parts += [_exactly(each) for each in claim.amounts] + [goods(each) for each in claim.items]
    return "; ".join((*parts, when(claim.date)))


def _exactly(amount: Amount) -> str:
    """A sum to the last digit: a small change between releases is one too."""
    qualifier = "" if amount.qualifier == "exact" else label(amount.qualifier) + " "
    return f"{qualifier}{amount.currency} {number(amount.value)}"


def _line(release: StoredDocument, key: tuple[str, str], words: str) -> str:
    kind, name = key
    return f"{release.document.published or 'undated':<10}  {release.document.doc}  {kind} {name}: {words}"
