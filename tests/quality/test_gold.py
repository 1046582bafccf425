"""The gold of the examples is checked as code is: every quote stands in its document, every word in the manual."""

from __future__ import annotations

import importlib.util
import io
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from docx import Document as Docx
from gold_file import faults, load_gold
from scoring import DOCUMENT_ENDINGS, SCORED_FIELDS

from pactwatch.judge.terms import load_terms
from pactwatch.read.document import Document
from pactwatch.read.reader import read_file

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = REPOSITORY / "examples"
GOLD = REPOSITORY / "quality" / "gold" / "examples.jsonl"
CODED: dict[str, dict[str, Any]] = {document["doc"]: document for document in load_gold(GOLD)}
FILES = {path.stem: path for path in (EXAMPLES / "documents").iterdir() if path.suffix in DOCUMENT_ENDINGS}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {name: read_file(path) for name, path in FILES.items()}


def make_documents() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_documents", EXAMPLES / "make_documents.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_example_is_coded_and_nothing_else() -> None:
    assert set(CODED) == set(FILES)


@pytest.mark.parametrize("name", CODED)
def test_every_quote_is_in_its_document_and_every_field_in_the_manual(
    name: str, documents: dict[str, Document]
) -> None:
    assert list(faults(CODED[name], documents[name].text)) == []


@pytest.mark.parametrize("name", CODED)
def test_the_date_of_publication_is_read_as_it_is_coded(name: str, documents: dict[str, Document]) -> None:
    assert documents[name].published == CODED[name]["published"]


def test_all_nine_kinds_are_there() -> None:
    assert {fact["kind"] for document in CODED.values() for fact in document["facts"]} == set(SCORED_FIELDS)


def test_the_docx_says_what_its_script_says() -> None:
    built = Docx(io.BytesIO(make_documents().build()))
    kept = Docx(str(EXAMPLES / "documents" / "model-declaration.docx"))
    assert [p.text for p in kept.paragraphs] == [p.text for p in built.paragraphs]


def test_the_script_writes_the_same_bytes_each_time() -> None:
    module = make_documents()
    assert module.build() == module.build()


def test_the_terms_quote_their_texts_word_for_word(documents: dict[str, Document]) -> None:
    terms = load_terms(EXAMPLES / "terms" / "energy-pause.yaml")
    texts = {document.title: " ".join(document.text.split()) for document in documents.values()}
    for rule in terms.rules:
        assert f"{rule.article}. {rule.quote}" in texts[terms.source.title]
    for activation in terms.activates:
        assert f"{activation.article}. {activation.quote}" in texts[activation.source.title]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"quote": "words that nobody wrote"}, "not in the text"),
        ({"action": "friendship"}, "action: Input should be"),
        ({"also": ["friendship"]}, "also: action: Input should be"),
        ({"firmness": "solemn"}, "firmness"),
        ({"due_also": ["2025"]}, "due_also without due"),
        ({"promiser": ["FRA"]}, "promiser"),
        ({"date": "last week"}, "date: not an ISO date"),
        ({"date_also": ["2025"]}, "date_also without date"),
    ],
)
def test_a_fault_in_the_gold_is_named(change: dict[str, Any], fault: str) -> None:
    right = {
        "kind": "commitment",
        "quote": "France will train soldiers",
        "action": "training",
        "firmness": "announced",
    }
    coded = {"doc": "report", "published": None, "facts": [right]}
    text = "France will  train\nsoldiers, it said."
    assert list(faults(coded, text)) == []
    found = list(faults({**coded, "facts": [{**right, **change}]}, text))
    assert found and all(fault in each for each in found)


def test_a_date_of_publication_that_is_none_is_named() -> None:
    assert list(faults({"doc": "report", "published": "Tuesday", "facts": []}, "")) == [
        "report: published: not an ISO date: 'Tuesday'"
    ]


@pytest.mark.parametrize(("line", "fault"), [("{", "not JSON"), (json.dumps({"doc": "x"}), "no document")])
def test_a_line_that_is_no_document_is_named(line: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps({'doc': 'a', 'facts': []})}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"line 3: {fault}"):
        load_gold(path)
