"""docs/contract.md and docs/codebook.md say what is: each field stands in a table, and each example prints what it shows.

`python tests/test_contract.py` writes the values that each field takes anew; the meanings are written by hand.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import pytest
from documented import REPOSITORY, follow
from pydantic import BaseModel

from pactwatch.commands.decision_line import DecisionLine
from pactwatch.commands.reconcile import Report
from pactwatch.extract import claim
from pactwatch.judge.finding import Finding, Ground
from pactwatch.read.document import Document, Item, Section
from pactwatch.read.metadata import Metadata
from pactwatch.reconcile.record import FieldValue, Fulfilment, Reason, Record, Source, StageReached

CONTRACT = REPOSITORY / "docs" / "contract.md"
KINDS: tuple[type[BaseModel], ...] = (
    claim.AgreementClaim,
    claim.ProvisionClaim,
    claim.CommitmentClaim,
    claim.FulfilmentClaim,
    claim.IncidentClaim,
    claim.FindingClaim,
    claim.TallyClaim,
    claim.MeetingClaim,
    claim.PositionClaim,
)
PARTS: tuple[type[BaseModel], ...] = (
    claim.Amount,
    claim.Goods,
    claim.Count,
    claim.Tally,
    claim.Position,
    claim.CitedSource,
    claim.ReadBy,
    claim.Signatory,
)
OTHERS: tuple[type[BaseModel], ...] = (
    Document,
    Section,
    Item,
    Metadata,
    Report,
    DecisionLine,
    Finding,
    Ground,
    Record,
    Fulfilment,
    Source,
    FieldValue,
    Reason,
    StageReached,
)
COMMON = [
    name for name in claim.PositionClaim.model_fields if name in claim.MeetingClaim.model_fields and name != "kind"
]
TABLES: dict[str, dict[str, Any]] = {
    "Claim": {name: claim.MeetingClaim.model_fields[name] for name in COMMON},
    **{
        model.__name__: {name: field for name, field in model.model_fields.items() if name not in COMMON}
        for model in (*KINDS, *PARTS, *OTHERS)
    },
}
for model in (*PARTS, *OTHERS):
    TABLES[model.__name__] = dict(model.model_fields)
_FACTS = re.compile(r"<!-- facts: (?P<file>\S+) -->\n\|.*\n\|.*\n(?P<rows>(?:\|.*\n)*)")
_TABLE = re.compile(r"<!-- fields of (?P<name>\w+) -->\n(?P<head>\|.*\n\|.*\n)(?P<rows>(?:\|.*\n)*)")


def values(annotation: Any) -> str:
    """The values that a field takes, as the table names them."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin in (Union, types.UnionType):
        return " or ".join(values(part) for part in inner)
    if origin is tuple:
        return f"list: {values(inner[0])}"
    if origin is dict:
        return f"object: {values(inner[0])} to {values(inner[1])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"{annotation.__name__}"
    return {str: "text", int: "whole number", float: "number", bool: "`true`, `false`", type(None): "`null`"}.get(
        annotation, {"date": "date", "datetime": "date and time"}.get(getattr(annotation, "__name__", ""), "any")
    )


def tables(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """The tables of fields on the page, each with its rows of cells."""
    for table in _TABLE.finditer(text):
        rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table["rows"].splitlines()]
        yield table["name"], rows


def rewritten(text: str) -> str:
    """The page with the values of each table made anew, and with a row for each field that has none."""

    def table(match: re.Match[str]) -> str:
        meanings = {row[0].strip("`"): row[-1] for _, rows in tables(match[0]) for row in rows}
        rows = "".join(
            f"| `{name}` | {values(field.annotation)} | {meanings.get(name, '')} |\n"
            for name, field in TABLES[match["name"]].items()
        )
        return f"<!-- fields of {match['name']} -->\n{match['head']}{rows}"

    return _TABLE.sub(table, text)


def test_every_field_stands_in_its_table_with_its_values_and_a_meaning() -> None:
    text = CONTRACT.read_text(encoding="utf-8")
    found = dict(tables(text))
    assert set(found) == set(TABLES)
    assert rewritten(text) == text, "run `python tests/test_contract.py`, and give each new field a meaning"
    empty = [f"{name}.{row[0]}" for name, rows in found.items() for row in rows if not row[-1]]
    assert not empty, "these fields have no meaning in docs/contract.md"


def test_the_examples_of_claims_are_claims_of_every_kind() -> None:
    text = CONTRACT.read_text(encoding="utf-8")
    examples = [claim.CLAIM.validate_json(line) for line in re.findall(r"^(\{\"kind\":.*\})$", text, re.M)]
    assert {type(example) for example in examples} == set(KINDS)


@pytest.mark.parametrize("page", ["contract.md", "codebook.md"])
def test_what_the_page_shows_is_what_happens(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert follow(REPOSITORY / "docs" / page, tmp_path, monkeypatch) >= 5
    for facts in _FACTS.finditer((REPOSITORY / "docs" / page).read_text(encoding="utf-8")):
        found = [json.loads(line) for line in (tmp_path / facts["file"]).read_text(encoding="utf-8").splitlines()]
        for row in facts["rows"].splitlines():
            quote, kind, new = (cell.strip() for cell in row.strip("|").split("|"))
            field, _, value = new.replace("`", "").partition(" ")
            assert any((fact["quote"], fact["kind"], fact.get(field)) == (quote, kind, value) for fact in found), (
                quote
            )


if __name__ == "__main__":
    CONTRACT.write_text(rewritten(CONTRACT.read_text(encoding="utf-8")), encoding="utf-8")
