"""Promises of future conduct: who to whom, what, how firmly, on what condition."""

from __future__ import annotations

import pytest

from pactwatch.extract.claim import CommitmentClaim


def only(claims) -> CommitmentClaim:
    assert len(claims) == 1, [claim.quote for claim in claims]
    return claims[0]


@pytest.mark.parametrize(
    ("text", "promisors", "action", "firmness", "polarity"),
    [
        (
            "Norway will give Ukraine 200 million euros in military aid.",
            ("NOR",),
            "military_aid",
            "announced",
            "will",
        ),
        ("Poland pledged to train Ukrainian soldiers.", ("POL",), "training", "pledged", "will"),
        (
            "Sweden is considering sending artillery shells to Ukraine.",
            ("SWE",),
            "military_aid",
            "considered",
            "will",
        ),
        ("Berlin may send air defence systems to Ukraine.", ("DEU",), "air_defence", "considered", "will"),
        ("Hungary will not send weapons to Ukraine.", ("HUN",), "military_aid", "announced", "will_not"),
        (
            "Russia and Ukraine agreed to exchange 500 prisoners.",
            ("RUS", "UKR"),
            "prisoner_release",
            "agreed",
            "will",
        ),
        ("The EU plans new sanctions against Russia.", ("EU",), "sanctions", "announced", "will"),
    ],
)
def test_reports_of_promises(story, text, promisors, action, firmness, polarity):
    claim = only(story(text, "commitment"))
    assert (claim.promisors, claim.action, claim.firmness, claim.polarity) == (promisors, action, firmness, polarity)


def test_two_currencies_are_two_amounts_the_original_first(story):
    claim = only(story("France pledged 3 billion euros ($3.2 billion) in military aid to Ukraine.", "commitment"))
    assert [(a.value, a.currency) for a in claim.amounts] == [(3_000_000_000, "EUR"), (3_200_000_000, "USD")]
    assert claim.promisees == ("UKR",)


def test_a_condition_is_kept_word_for_word_with_its_trigger(story):
    claim = only(story("France would send troops to Ukraine once a ceasefire is in place.", "commitment"))
    assert claim.condition == "once a ceasefire is in place"
    assert claim.trigger == "ceasefire"
    assert claim.action == "troop_deployment"


def test_past_help_is_no_promise(story):
    assert story("Germany delivered tanks to Ukraine in 2023.", "commitment") == []


def test_the_day_of_the_promise_is_the_day_on_which_it_was_said(story):
    text = "Denmark will train Ukrainian pilots, Defence Minister Troels Lund Poulsen said on Tuesday."
    assert only(story(text, "commitment", published="2025-03-27")).date == "2025-03-25"
    assert only(story(text, "commitment", published=None)).date is None


def test_consultation_within_24_hours(instrument):
    article = (
        "In the event of a future armed attack by Russia against Ukraine, the Participants will, at the request of either "
        "Participant, consult within 24 hours to decide on next steps."
    )
    claim = only(instrument([article], "commitment"))
    assert claim.promisors == claim.promisees
    assert set(claim.promisors) == {"DNK", "UKR"}
    assert (claim.action, claim.trigger, claim.respond_within) == ("consultation", "attack", "PT24H")
    assert claim.firmness == "signed"
    assert claim.section == "1"


def test_the_other_participant_is_the_promisee(instrument):
    claim = only(instrument(["Denmark will train members of the armed forces of Ukraine."], "commitment"))
    assert (claim.promisors, claim.promisees, claim.action) == (("DNK",), ("UKR",), "training")


def test_an_intention_in_an_instrument_is_less_than_signed(instrument):
    claim = only(instrument(["Denmark intends to support demining in Ukraine."], "commitment"))
    assert (claim.action, claim.firmness) == ("demining", "intended")


def test_one_sentence_with_two_promises_gives_two(instrument):
    claims = instrument(["Denmark will train Ukrainian pilots and will provide ammunition."], "commitment")
    assert [claim.action for claim in claims] == ["training", "military_aid"]
    assert claims[0].quote != claims[1].quote


def test_what_an_agreement_says_of_itself_is_no_promise(instrument):
    assert instrument(["This Agreement will enter into force on the day of its signature."], "commitment") == []


def test_speaking_of_a_promise_is_none(story):
    assert story("Trump declined to sanction Moscow for not agreeing to a ceasefire.", "commitment") == []
    assert story("Kyiv and its allies sought to push Moscow into signing a 30-day ceasefire.", "commitment") == []
    assert story("Putin's refusal even to consider a ceasefire was met with silence.", "commitment") == []


def test_what_one_side_foretells_of_the_other_is_no_promise(story):
    text = 'Kyiv and Moscow are far apart. "Moscow will send more troops to the border," Zelensky said on Monday.'
    assert story(text, "commitment") == []


def test_both_sides_are_those_named_side_by_side(story):
    text = (
        "Trump and Macron spoke on Monday. The talks between Russia and Ukraine went on, and "
        "both sides agreed on a prisoner swap."
    )
    (claim,) = story(text, "commitment")
    assert set(claim.promisors) == {"RUS", "UKR"}


def test_a_pronoun_in_what_someone_says_is_the_one_who_says_it(story):
    text = "Zelensky praised the talks. Asked about it, Trump said he was considering tougher sanctions on Moscow."
    (claim,) = story(text, "commitment")
    assert claim.promisors == ("USA",)
