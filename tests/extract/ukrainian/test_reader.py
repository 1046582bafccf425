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
    assert {claim.kind for claim in claims} == {"agreement", "provision", "commitment"}
    assert all(claim.read_by and claim.read_by.pipeline == "none (uk)" for claim in claims)
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)
    for claim in claims:
        assert document.text[claim.start : claim.end] == claim.quote
        assert CLAIM.validate_json(claim.model_dump_json()) == claim


def test_the_instrument_itself_is_a_claim_of_what_stage_it_has_reached(reader) -> None:
    signed, in_force = (claim for claim in reader.extract(read_file(EXAMPLE)) if claim.kind == "agreement")
    if signed.stage != "signed":
        signed, in_force = in_force, signed
    assert (signed.stage, signed.date, signed.place) == ("signed", "2025-03-14", "Вільнюсі")
    assert (in_force.stage, in_force.date) == ("in_force", "2025-03-14")
    assert signed.form == in_force.form == "agreement"
    assert signed.parties == in_force.parties == ("UKR", "DNK", "LTU")
    assert signed.title == "Модельна угода про співпрацю у сфері безпеки між Україною, Данією та Литвою"


@pytest.mark.parametrize(
    ("before", "after", "stages"),
    [
        ("Вчинено у Вільнюсі 14 березня 2025 року українською", "Складено українською", set()),
        ("набирає чинності з дати підписання", "набирає чинності через місяць після ратифікації", {"signed"}),
    ],
)
def test_a_stage_that_the_text_does_not_date_is_no_claim(reader, before: str, after: str, stages: set[str]) -> None:
    document = read_file(EXAMPLE)
    assert before in document.text
    changed = document.model_copy(update={"text": document.text.replace(before, after)})
    assert {claim.stage for claim in reader.extract(changed) if claim.kind == "agreement"} == stages


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
    stages = {claim.stage: (claim.date, claim.parties) for claim in claims if claim.kind == "agreement"}
    assert stages == dict.fromkeys(("signed", "in_force"), ("2024-02-24", ("UKR", "ITA")))
    values = {claim.provision: claim.value for claim in claims if claim.kind == "provision"}
    assert values["signature"] == "2024-02-24"
    assert (values["term"], values["termination_notice"], values["consultation"]) == ("P10Y", "P6M", "PT24H")
    promised = {claim.action for claim in claims if claim.kind == "commitment"}
    assert {"military_aid", "demining", "sanctions", "cyber_defence", "assistance_if_attacked"} <= promised
