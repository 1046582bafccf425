"""Reads hand-coded gold, and finds what cannot be right in it: a quote not in the text, a word not in the manual."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from scoring import alternative_of

from pactwatch.extract.claim import CLAIM
from pactwatch.read.imprecise_date import ImpreciseDate

# What gold says about a fact that is no part of the fact.
_REMARKS = frozenset({"optional", "also", "type_alt", "more_quotes"})


def load_gold(path: Path) -> list[dict[str, Any]]:
    """The documents of a gold file, one JSON object a line. Raises ValueError naming a line that is none."""
    documents = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"{path}, line {number}: not JSON ({error.msg}); write one object a line") from None
        if not isinstance(document, dict) or "doc" not in document or "facts" not in document:
            raise ValueError(f'{path}, line {number}: no document; write {{"doc": ..., "facts": [...]}}')
        documents.append(document)
    return documents


def claim_fields(fact: Mapping[str, Any]) -> dict[str, Any]:
    """The fact without what the gold remarks on it: what a claim says."""
    return {key: value for key, value in fact.items() if key not in _REMARKS and not key.endswith("_also")}


def faults(document: Mapping[str, Any], text: str) -> Iterator[str]:
    """What is wrong with one document's gold, in words for whoever coded it."""
    whole = " ".join(text.split())
    yield from (f"{document['doc']}: published: {fault}" for fault in _no_date(document.get("published")))
    for fact in document["facts"]:
        name = f"{document['doc']}, {fact['kind']} {fact['quote'][:60]!r}"
        for words in (fact["quote"], *fact.get("more_quotes", ()), fact.get("condition") or fact["quote"]):
            if " ".join(words.split()) not in whole:
                yield f"{name}: not in the text: {words!r}"
        yield from (f"{name}: {fault}" for fault in _outside_the_manual(fact))


def _outside_the_manual(fact: Mapping[str, Any]) -> Iterator[str]:
    """Where the fact, or what it says could stand in a field as well, is no claim as the contract has it."""
    claim = claim_fields(fact)
    yield from _no_claim(claim)
    for key in fact.keys() - claim.keys() - {"optional", "more_quotes"}:
        field = alternative_of(key)
        if field not in claim:
            yield f"{key} without {field}"
            continue
        for value in fact[key]:
            yield from (f"{key}: {fault}" for fault in _no_claim({**claim, field: value}))
    for date in (fact.get("date"), *fact.get("date_also", ())):
        yield from (f"date: {fault}" for fault in _no_date(date))


def _no_date(text: str | None) -> Iterator[str]:
    if text is not None:
        try:
            ImpreciseDate.parse(text)
        except ValueError as error:
            yield str(error)


def _no_claim(fields: Mapping[str, Any]) -> Iterator[str]:
    try:
        CLAIM.validate_python({**fields, "doc": "gold", "start": 0, "end": len(fields["quote"])})
    except ValidationError as error:
        yield from (f"{'.'.join(str(part) for part in each['loc'][1:])}: {each['msg']}" for each in error.errors())
