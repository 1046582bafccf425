from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring import KindScore, field_right, score, shared_words

SHELLING = "Russian artillery shelled an energy facility in Kherson on Thursday, killing one person and injuring one"


def fact(kind: str = "position", quote: str = SHELLING, doc: str = "report", **fields: Any) -> dict[str, Any]:
    return {"doc": doc, "kind": kind, "quote": quote, **fields}


def gold(*facts: dict[str, Any], doc: str = "report", **more: Any) -> list[dict[str, Any]]:
    return [{"doc": doc, "facts": list(facts), **more}]


def of(kind: str, scores: dict[str, KindScore]) -> tuple[int, int, int]:
    return scores[kind].gold, scores[kind].found, scores[kind].paired


class TestPairing:
    def test_a_shorter_quote_of_the_same_words_is_the_same_fact(self) -> None:
        found = fact(quote="artillery shelled an energy facility")
        assert of("position", score(gold(fact()), [found])) == (1, 1, 1)

    def test_a_quote_that_shares_less_than_half_is_another_fact(self) -> None:
        found = fact(quote="in Kherson on Thursday the mayor opened a school and a library")
        assert of("position", score(gold(fact()), [found])) == (1, 1, 0)

    def test_two_words_are_enough_for_a_quote_of_two_only(self) -> None:
        assert shared_words("Moscow denied", "Moscow denied the claim") == 1.0
        assert shared_words("Moscow denied that", "Moscow denied the claim") == 0.0

    def test_one_word_is_never_enough(self) -> None:
        assert shared_words("Moscow", "Moscow") == 0.0

    def test_words_are_counted_as_often_as_they_stand(self) -> None:
        assert shared_words("no no no no", "no it is no answer") == 0.0

    def test_another_kind_or_another_document_is_no_match(self) -> None:
        scores = score(gold(fact()), [fact("meeting"), fact(doc="elsewhere")])
        assert of("all", scores) == (1, 1, 0)
        assert scores["position"].found == 0

    @pytest.mark.parametrize("name", ["report", "report.txt", "report.docx", "folder/report.html"])
    def test_a_document_is_known_with_or_without_its_ending(self, name: str) -> None:
        assert of("position", score(gold(fact()), [fact(doc=name)])) == (1, 1, 1)

    def test_a_dot_in_a_name_is_no_ending(self) -> None:
        assert of("position", score(gold(fact(), doc="note.no.4"), [fact(doc="note.no.4")])) == (1, 1, 1)

    def test_one_found_fact_meets_one_gold_fact_only(self) -> None:
        scores = score(gold(fact(actor="RUS"), fact(actor="UKR")), [fact(actor="UKR")])
        assert of("position", scores) == (2, 1, 1)
        assert scores["position"].fields["actor"] == [1.0]

    def test_of_two_pairs_with_the_same_words_the_one_with_the_right_fields_is_taken(self) -> None:
        scores = score(gold(fact(actor="RUS"), fact(actor="UKR")), [fact(actor="UKR"), fact(actor="RUS")])
        assert scores["position"].fields["actor"] == [1.0, 1.0]

    def test_an_incident_may_be_told_in_another_sentence(self) -> None:
        right = {"type": "shelling", "date": "2025-03-27", "place": "Kherson", "perpetrator": "RUS"}
        told = gold(fact("incident", **right))
        other = "two people died that day"
        assert of("incident", score(told, [fact("incident", other, **right)])) == (1, 1, 1)
        assert of("incident", score(told, [fact("incident", other, **{**right, "date": "2025-03-28"})])) == (1, 1, 0)
        wrong = {**right, "type": "attack", "perpetrator": None}
        assert of("incident", score(told, [fact("incident", other, **wrong)])) == (1, 1, 0)

    def test_a_commitment_must_be_found_in_its_own_words(self) -> None:
        right = {"promisors": ["FRA"], "action": "training", "date": "2024-02"}
        scores = score(gold(fact("commitment", **right)), [fact("commitment", "quite other words", **right)])
        assert of("commitment", scores) == (1, 1, 0)


class TestOptional:
    def test_a_missed_one_is_no_miss(self) -> None:
        scores = score(gold(fact(optional=True)), [])
        assert of("position", scores) == (0, 0, 0)
        assert scores["position"].missed == []

    def test_a_found_one_is_no_false_find_and_its_fields_do_not_count(self) -> None:
        scores = score(gold(fact(actor="RUS", optional=True)), [fact(actor="UKR")])
        assert of("position", scores) == (0, 0, 0)
        assert scores["position"].fields == {}

    def test_it_takes_no_find_away_from_a_fact_that_must_be_found(self) -> None:
        must, may = fact(quote=f"{SHELLING} in all"), fact(quote=SHELLING, actor="UKR", optional=True)
        assert of("position", score(gold(may, must), [fact(actor="UKR")])) == (1, 1, 1)

    def test_it_shields_one_find_only(self) -> None:
        assert of("position", score(gold(fact(optional=True)), [fact(), fact()])) == (0, 1, 0)


class TestFields:
    @pytest.mark.parametrize(
        ("key", "coded", "found", "right"),
        [
            ("date", "2024-02", "2024-02-16", 1.0),
            ("date", "2024-02-16", "2024-02", 0.0),
            ("date", "2024", "2024-02", 1.0),
            ("date", "2024-02", "2024-02/2024-03", 0.0),
            ("date", "2023-12/2024-01", "2023-12/2024-01", 1.0),
            ("parties", ["FRA", "UKR"], ["UKR", "FRA"], 1.0),
            ("parties", ["FRA", "UKR"], ["FRA"], 2 / 3),
            ("parties", ["Coalition of the Willing"], ["coalition of the willing"], 1.0),
            ("perpetrator", "RUS; PRK", "RUS", 2 / 3),
            ("killed", {"low": 12, "high": None}, {"low": 12, "high": 12}, 1.0),
            ("killed", {"low": 12, "high": 12}, {"low": 12, "high": None}, 0.0),
            ("place", "the city of Kherson", "Kherson", 1.0),
            ("place", "Kherson", "Kharkiv", 0.0),
            ("place", "Rome", "Romeville", 0.0),
            ("condition", "once a ceasefire is in place", "a ceasefire is in place", 1.0),
            ("provisions", ["article 2 of the terms"], ["Article 2"], 1.0),
            ("provisions", ["article 2.1"], ["article 2"], 0.0),
            ("provisions", ["the terms of the pause"], ["terms of the pause"], 1.0),
            ("section", "II, Defence.1", "II.1", 1.0),
            ("section", "3.1", "3.2", 0.0),
            ("firmness", "pledged", "Pledged", 1.0),
            ("stance", "denies", None, 0.0),
        ],
    )
    def test_each_is_compared_in_its_own_way(self, key: str, coded: Any, found: Any, right: float) -> None:
        assert field_right(key, {key: coded}, {key: found}) == pytest.approx(right)

    def test_sums_agree_by_value_and_currency_whatever_their_order(self) -> None:
        euros, dollars = {"value": 3e9, "currency": "EUR"}, {"value": 3200000000, "currency": "USD"}
        assert field_right("amounts", {"amounts": [euros, dollars]}, {"amounts": [dollars, euros]}) == 1.0
        assert field_right("amounts", {"amounts": [euros]}, {"amounts": [{**euros, "currency": "USD"}]}) == 0.0

    def test_a_field_that_is_not_coded_is_not_scored(self) -> None:
        assert field_right("date", {"date": None}, {"date": "2024"}) is None
        assert field_right("amounts", {"amounts": []}, {"amounts": [{"value": 1, "currency": "EUR"}]}) is None

    @pytest.mark.parametrize(
        ("key", "gold_fact", "found"),
        [
            ("action", {"action": "military_aid", "also": ["training"]}, {"action": "training"}),
            ("type", {"type": "attack", "type_alt": ["shelling"]}, {"type": "shelling"}),
            ("firmness", {"firmness": "signed", "firmness_also": ["pledged"]}, {"firmness": "pledged"}),
        ],
    )
    def test_what_a_fair_coder_could_have_written_is_right_too(
        self, key: str, gold_fact: dict[str, Any], found: dict[str, Any]
    ) -> None:
        assert field_right(key, gold_fact, found) == 1.0


class TestTotals:
    def test_recall_precision_and_f1(self) -> None:
        second, third = "The Kremlin rejected the proposal out of hand", "Kyiv accepted the American plan in full"
        found = [
            fact(),
            fact(quote="nothing that the gold has"),
            fact(quote="nor has it this one"),
            fact(quote=second),
        ]
        tally = score(gold(fact(), fact(quote=second), fact(quote=third)), found)["position"]
        assert (tally.recall, tally.precision, tally.f1) == (2 / 3, 2 / 4, pytest.approx(4 / 7))
        assert tally.missed == [("report", third)]
        assert [quote for _, quote in tally.extra] == ["nothing that the gold has", "nor has it this one"]

    def test_nothing_coded_and_nothing_found_has_no_rate(self) -> None:
        tally = score(gold(), [])["all"]
        assert (tally.recall, tally.precision, tally.f1, tally.fields_right) == (None, None, None, None)

    def test_all_counts_every_kind(self) -> None:
        scores = score(gold(fact(actor="RUS"), fact("meeting", place="Paris")), [fact(actor="UKR"), fact("meeting")])
        assert of("all", scores) == (2, 2, 2)
        assert scores["all"].fields_right == 0.0


TEXT = "1. The Partners will train. 2. The Partners will pay well. 3. The Partners will go home."
SPAN = {"start_quote": "2. The Partners", "end_quote": "will pay well."}


class TestSpans:
    def test_what_is_found_outside_the_spans_is_left_out(self) -> None:
        inside, outside = "The Partners will pay well", "The Partners will go home"
        found = [fact(quote=inside), fact(quote=outside)]
        scores = score(gold(fact(quote=inside), spans=[SPAN]), found, {"report": TEXT})
        assert of("position", scores) == (1, 1, 1)

    def test_a_span_that_is_not_in_the_text_is_an_error(self) -> None:
        span = {"start_quote": "9. No such paragraph", "end_quote": "will pay well."}
        with pytest.raises(ValueError, match="is not in the text"):
            score(gold(fact(), spans=[span]), [fact()], {"report": TEXT})


WORDS = ["russia", "ukraine", "france", "shelled", "pledged", "signed", "kherson", "paris", "aid", "tuesday", "force"]
quotes = st.lists(st.sampled_from(WORDS), min_size=3, max_size=8).map(" ".join)
actors = st.lists(st.sampled_from(["FRA", "UKR", "RUS", "NATO"]), max_size=3, unique=True)
dates = st.sampled_from([None, "2024", "2024-02", "2024-02-16", "2023-12/2024-01"])
facts = st.one_of(
    st.fixed_dictionaries(
        {
            "kind": st.just("meeting"),
            "quote": quotes,
            "participants": actors,
            "date": dates,
            "optional": st.booleans(),
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("commitment"),
            "quote": quotes,
            "promisors": actors,
            "date": dates,
            "condition": st.sampled_from([None, "once a ceasefire holds"]),
            "amounts": st.sampled_from([[], [{"value": 3e9, "currency": "EUR"}]]),
        }
    ),
)
corpora = st.lists(st.lists(facts, max_size=6), min_size=1, max_size=3).map(
    lambda documents: [{"doc": f"d{number}", "facts": many} for number, many in enumerate(documents)]
)


def as_found(corpus: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**each, "doc": document["doc"]} for document in corpus for each in document["facts"]]


@given(corpora)
def test_gold_against_itself_is_right_in_everything(corpus: list[dict[str, Any]]) -> None:
    for tally in score(corpus, as_found(corpus)).values():
        assert {tally.recall, tally.precision, tally.f1, tally.fields_right} <= {None, 1.0}
        assert (tally.missed, tally.extra) == ([], [])


@given(corpora, st.data())
def test_a_false_fact_never_raises_precision(corpus: list[dict[str, Any]], data: st.DataObject) -> None:
    everything = as_found(corpus)
    chosen = data.draw(st.lists(st.sampled_from(everything), max_size=6)) if everything else []
    false = {"doc": "d0", "kind": data.draw(st.sampled_from(["meeting", "commitment"])), "quote": "quite unheard of"}
    before, after = score(corpus, chosen), score(corpus, [*chosen, false])
    for kind, tally in after.items():
        if kind in before and before[kind].precision is not None and tally.precision is not None:
            assert tally.precision <= before[kind].precision
    assert after["all"].recall == before["all"].recall
