from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.extract.claim import CLAIM
from pactwatch.extract.rules import load_extractor
from pactwatch.read.document import Document
from pactwatch.read.reader import read_file

EXAMPLE = Path(__file__).parents[3] / "examples" / "documents" / "model-agreement-uk.txt"
ITALY = Path(__file__).parents[4] / "shared" / "data" / "agreements" / "ITA.docx"


def test_the_extractor_chooses_by_language() -> None:
    document = read_file(EXAMPLE)
    claims = load_extractor().extract(document)
    assert {claim.kind for claim in claims} == {"provision", "commitment"}
    assert all(claim.read_by and claim.read_by.pipeline == "none (uk)" for claim in claims)
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)
    for claim in claims:
        assert document.text[claim.start : claim.end] == claim.quote
        assert CLAIM.validate_json(claim.model_dump_json()) == claim


def test_news_in_ukrainian_gives_none(reader) -> None:
    text = "Італія надасть Україні зброю, повідомив міністр у вівторок. Сторони підпишуть угоду. " * 5
    assert reader.extract(Document(doc="новини.txt", text=text, language="uk")) == []


def test_a_preamble_promises_nothing(reader) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace(
        "домовилися про таке.", "Данія надаватиме Україні зброю, домовилися про таке."
    )
    document = read_file(EXAMPLE)
    longer = document.model_copy(
        update={
            "text": text,
            "sections": tuple(
                section.model_copy(
                    update={
                        "start": section.start + len(text) - len(document.text),
                        "end": section.end + len(text) - len(document.text),
                    }
                )
                for section in document.sections
            ),
        }
    )
    assert [claim.quote for claim in reader.extract(longer)] == [claim.quote for claim in reader.extract(document)]


@pytest.mark.skipif(not ITALY.exists(), reason="the published agreements are not part of the project")
def test_the_agreement_with_italy(reader) -> None:
    claims = reader.extract(read_file(ITALY))
    values = {claim.provision: claim.value for claim in claims if claim.kind == "provision"}
    assert values["signature"] == "2024-02-24"
    assert (values["term"], values["termination_notice"], values["consultation"]) == ("P10Y", "P6M", "PT24H")
    promised = {claim.action for claim in claims if claim.kind == "commitment"}
    assert {"military_aid", "demining", "sanctions", "cyber_defence", "assistance_if_attacked"} <= promised
