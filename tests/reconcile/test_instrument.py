"""An instrument is what one document's own claims say, each value with its words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pactwatch.extract.claim import CLAIM, Amount
from pactwatch.extract.rules import load_extractor
from pactwatch.ledger.stored import Decision, StoredClaim, StoredDocument
from pactwatch.read.document import Document
from pactwatch.read.reader import read_file
from pactwatch.reconcile.instrument import Instrument, instruments, requests

from .claims import START, decided

MODEL = Path(__file__).parents[2] / "examples" / "documents" / "model-declaration.docx"
TITLE = "Pact of France and Ukraine"
BILLION = {"value": 1e9, "currency": "EUR"}


def said(name: str, kind: str, quote: str = "words", start: int = 0, **fields: Any) -> StoredClaim:
    payload = {"kind": kind, "doc": "pact.txt", "start": start, "end": start + len(quote), "quote": quote, **fields}
    return StoredClaim(name, "pact", CLAIM.validate_python(payload), None, None, START)


def promise(name: str, who: list[str], action: str = "training", **fields: Any) -> StoredClaim:
    fields = {
        "promisors": who,
        "promisees": ["UKR"],
        "action": action,
        "firmness": "signed",
        "agreement": TITLE,
        **fields,
    }
    return said(name, "commitment", **fields)


def document(title: str | None = TITLE, doc: str = "pact.txt") -> StoredDocument:
    return StoredDocument("pact", Document(doc=doc, text="", title=title), START)


def pact(*claims: StoredClaim, decisions: tuple[Decision, ...] = ()) -> Instrument:
    (found,) = instruments([document()], claims, decisions)
    return found


@pytest.fixture(scope="module")
def model() -> Instrument:
    read = read_file(MODEL)
    claims = [
        StoredClaim(str(number), "model", claim, None, None, START)
        for number, claim in enumerate(load_extractor().extract(read))
    ]
    (found,) = instruments([StoredDocument("model", read, START)], claims)
    return found


def test_the_model_declaration_says_of_itself_what_is_written_in_it(model: Instrument) -> None:
    assert model.title == "Model Declaration on Security Support for Ukraine"
    assert model.signed == "2024-07-12" and model.places == ("Paris",)
    for provision, value in {
        "term": "P10Y",
        "termination_notice": "P6M",
        "consultation": "PT24H",
        "legal_status": "non_binding",
    }.items():
        assert [each.value for each in model.said(provision)] == [value], provision  # type: ignore[arg-type]
    assert {(each.amount.value, each.amount.currency, each.future) for each in model.sums} >= {
        (3e9, "EUR", True),
        (2.5e9, "GBP", True),
    }
    assert {"FRA", "UKR"} <= set(model.parties)


def test_the_promises_of_the_model_declaration_lead_to_their_articles(model: Instrument) -> None:
    assert [stored.claim.section for stored in model.promises("training")] == ["1.3"]  # type: ignore[union-attr]
    assert [stored.claim.action for stored in model.promises_in("4.1")] == ["sanctions"]  # type: ignore[union-attr]


def test_a_document_without_provisions_or_promises_of_its_own_is_no_instrument() -> None:
    news = said(
        "told", "commitment", promisors=["FRA"], action="training", firmness="announced", agreement="the pact"
    )
    assert instruments([document("France trains soldiers")], [news]) == []
    assert instruments([document()], [said("met", "meeting")]) == []
    assert instruments([document()], []) == []


def test_a_provision_makes_an_instrument_whatever_the_title() -> None:
    (found,) = instruments([document(None)], [said("term", "provision", provision="term", value="P10Y")])
    assert found.title == "pact.txt" and found.said("term")[0].value == "P10Y"


def test_values_that_contradict_each_other_are_both_kept() -> None:
    found = pact(
        said("one", "provision", provision="signature", value="2024-02-16", start=5),
        said("two", "provision", provision="signature", value="2024-02-17", start=9),
        said("again", "provision", provision="signature", value="2024-02-16", start=12),
    )
    assert [(each.value, [stored.id for stored in each.claims]) for each in found.said("signature")] == [
        ("2024-02-16", ["one", "again"]),
        ("2024-02-17", ["two"]),
    ]
    assert found.signed is None


def test_what_a_person_decided_to_be_wrong_is_left_out_until_the_decision_is_withdrawn() -> None:
    term, promised = said("term", "provision", provision="term", value="P10Y"), promise("aid", ["FRA"])
    assert pact(term, promised, decisions=(decided("wrong", "term"),)).says("term") == ()
    assert pact(term, promised, decisions=(decided("wrong", "term", withdrawn=True),)).says("term") == (term,)
    later = (decided("wrong", "term"), decided("right", "term", hours=2))
    assert pact(term, promised, decisions=later).says("term") == (term,)
    assert later[0].learned_at + timedelta(hours=1) == later[1].learned_at


def test_the_parties_are_those_whom_the_text_names_else_who_signed_else_who_promise() -> None:
    promised = [promise("aid", ["FRA"]), promise("talks", ["EU"], "consultation", promisees=["FRA"])]
    assert pact(*promised).parties == ("EU", "FRA", "UKR")
    signed = said("signed", "provision", provision="signature", value="2024-02-16", signatories=["FRA", "POL"])
    assert pact(*promised, signed).parties == ("FRA", "POL")
    stage = said("stage", "agreement", title=TITLE, parties=["EU", "UKR"], stage="signed")
    assert pact(*promised, signed, stage).parties == ("EU", "UKR")


def test_a_sum_that_a_promise_names_too_is_told_once_with_its_purpose_and_its_year() -> None:
    quote = "In 2024 France will provide 1 billion euros in military aid."
    found = pact(
        said("sum", "provision", quote, provision="sum", amounts=[BILLION], future=True),
        promise("aid", ["FRA"], "military_aid", quote=quote, amounts=[BILLION]),
    )
    (only,) = found.sums
    assert only.amount == Amount(value=1e9, currency="EUR")
    assert (only.purpose, only.years, only.future) == ("military_aid", "2024", True)
    assert {stored.id for stored in only.claims} == {"sum", "aid"}


@pytest.mark.parametrize(
    ("quote", "amounts", "years"),
    [
        ("EUR 1 billion in 2023 and 2024", 1, "2023 and 2024"),
        ("EUR 1 billion for 2024 – 2027", 1, "2024 – 2027"),
        ("EUR 1 billion in the year 2024/25", 1, "2024/25"),
        ("EUR 1 billion in 2024, after much in 2022", 1, None),
        ("EUR 1 billion and EUR 2 billion in 2024", 2, None),
        ("EUR 1 billion", 1, None),
    ],
)
def test_the_year_of_a_sum_is_told_only_where_it_cannot_be_another_sums(
    quote: str, amounts: int, years: str | None
) -> None:
    given_amounts = [BILLION, {"value": 2e9, "currency": "EUR"}][:amounts]
    found = pact(said("sum", "provision", quote, provision="sum", amounts=given_amounts))
    assert {each.years for each in found.sums} == {years}


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        (
            "at the request of either of the Participants, they consult",
            ("at the request of either of the Participants",),
        ),
        ("will, upon the request of Ukraine, consult", ("upon the request of Ukraine",)),
        ("will consult at Ukraine’s request within 24 hours", ("at Ukraine’s request",)),
        ("at the\nrequest of either Party and at the request of either Party", ("at the request of either Party",)),
        ("Учасники на прохання будь-якого з них проведуть консультації", ("на прохання будь-якого з них",)),
        ("на запит України Учасники проведуть консультації", ("на запит України",)),
        ("will consult within 24 hours", ()),
        ("they request support of Ukraine", ()),
    ],
)
def test_on_whose_request_is_said_in_the_texts_own_words(quote: str, words: tuple[str, ...]) -> None:
    assert requests(quote) == words


@given(some.permutations(range(6)))
def test_the_order_in_which_claims_come_changes_nothing(order: list[int]) -> None:
    claims = [
        said("term", "provision", provision="term", value="P10Y", start=40),
        said("signed", "provision", provision="signature", value="2024-02-16", start=90),
        said("sum", "provision", provision="sum", amounts=[BILLION], start=10),
        promise("aid", ["FRA"], "military_aid", amounts=[BILLION], start=10),
        promise("training", ["FRA"], start=20),
        promise("reform", ["UKR"], "reform", start=30),
    ]
    assert pact(*(claims[place] for place in order)) == pact(*claims)
