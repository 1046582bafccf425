"""What an instrument's own text says as a whole: that it is signed, by whom, and since when it is in force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pactwatch.extract.claim import AgreementClaim, Claim, ProvisionClaim, Stage
from pactwatch.extract.context import Context
from pactwatch.extract.instrument import OwnText
from pactwatch.extract.provisions import UPON_SIGNATURE
from pactwatch.read.document import Document

_SENTENCE_END = re.compile(r"\.(?=\s+[A-ZÀ-ÞА-ЯІЇЄҐ])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISSUED = frozenset({"joint statement", "terms of ceasefire"})


def own_claims(document: Document, own: OwnText, context: Context, provisions: Iterable[Claim]) -> Iterator[Claim]:
    """The signature with those who signed, and the stages that the instrument has reached by its own words.

    `provisions` are what its articles say: one that brings it into force upon signature dates that stage too. A text that
    nobody signed is agreed where it is a statement that its parties issued, and proposed where it only stands there.
    """
    signing = own.signing
    date = signing.date if signing is not None else None
    if date is None and document.published_basis == "text":
        date = document.published
    if signing is not None and own.is_signed:
        quote = _span(document.text, signing.statement or (signing.start, signing.end))
        parties = [one for one in own.signatories if one.capacity == "party"]
        names = dict.fromkeys(one.actor or one.party or one.name for one in parties)
        yield ProvisionClaim.model_validate(
            {
                **_base(document, context, quote),
                "provision": "signature",
                "value": date,
                "date": date,
                "place": signing.place,
                "signatories": tuple(name for name in names if name),
                "signed_by": own.signatories,
                "agreement": context.title,
            }
        )
        yield _stage(document, own, context, "signed", quote, date, signing.place)
    began = [
        (claim, since)
        for claim in provisions
        if isinstance(claim, ProvisionClaim) and claim.provision == "entry_into_force"
        if (since := date if claim.value == UPON_SIGNATURE else claim.value) and _DAY.fullmatch(since)
        if own.is_signed or claim.value != UPON_SIGNATURE
    ]
    if not own.is_signed and not began:
        issued = own.form in _ISSUED and not document.sections
        stage: Stage = "agreed" if issued or own.form == "joint statement" else "proposed"
        yield _stage(document, own, context, stage, _title_span(document), date, None)
    for claim, since in began:
        yield _stage(document, own, context, "in_force", (claim.start, claim.end), since, None)


def _stage(
    document: Document,
    own: OwnText,
    context: Context,
    stage: Stage,
    quote: tuple[int, int],
    date: str | None,
    place: str | None,
) -> AgreementClaim:
    return AgreementClaim.model_validate(
        {
            **_base(document, context, quote),
            "title": context.title,
            "parties": own.parties,
            "form": own.form,
            "stage": stage,
            "date": date,
            "place": place,
        }
    )


def _base(document: Document, context: Context, quote: tuple[int, int]) -> dict[str, Any]:
    start, end = quote
    return {
        "doc": document.doc,
        "start": start,
        "end": end,
        "quote": document.text[start:end],
        "read_by": context.read_by,
    }


def _span(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The first line of a stretch, up to the end of its first sentence that has a year in it."""
    start, end = span
    line_end = text.find("\n", start)
    end = min(end, line_end if line_end >= 0 else len(text))
    year = re.search(r"\b(?:19|20)\d{2}\b", text[start:end])
    if year and (stop := _SENTENCE_END.search(text, start + year.end(), end)):
        end = stop.end()
    return start, end


def _title_span(document: Document) -> tuple[int, int]:
    """Where the title stands in the text, else its first line."""
    title = document.title or ""
    start = document.text.find(title) if title else -1
    if start >= 0:
        return start, start + len(title)
    start = len(document.text) - len(document.text.lstrip())
    end = document.text.find("\n", start)
    return start, end if end >= 0 else len(document.text)
