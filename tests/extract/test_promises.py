"""Which clauses promise, and which only give grounds, recognise, or say what a promise is for."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "article",
    [
        "Recalling that Denmark will always support Ukraine,",
        "The Participants recognise that reforms will require time and money.",
        "The Participants reaffirm that Ukraine's security is part of Europe's security.",
        "Denmark has delivered tanks and howitzers to Ukraine since 2022.",
        "The Participants may amend this Agreement by mutual consent.",
        "This Agreement shall enter into force upon signature.",
    ],
)
def test_no_promise(instrument, article):
    assert instrument([article], "commitment") == []


@pytest.mark.parametrize(
    ("article", "firmness", "quotes"),
    [
        ("Denmark will train Ukrainian soldiers and shall deliver radars.", "signed", 2),
        ("The Participants shall prevent, investigate and punish violations of the ceasefire.", "signed", 1),
        ("The Participants will work together to explore new forms of military training.", "signed", 1),
        ("Denmark intends to provide Ukraine with air defence systems.", "intended", 1),
        ("It is the policy of Denmark to assist Ukraine with military equipment.", "signed", 1),
        ("Denmark is committed to training Ukrainian soldiers.", "signed", 1),
        ("Denmark commits to continuing its military support.", "signed", 1),
        ("Denmark may consider the delivery of fighter jets.", "considered", 1),
        ("The Participants reaffirm their commitment to demining.", "signed", 1),
    ],
)
def test_promises(instrument, article, firmness, quotes):
    found = instrument([article], "commitment")
    assert len(found) == quotes, [claim.quote for claim in found]
    assert {claim.firmness for claim in found} == {firmness}


def test_each_of_three_promises_has_its_own_words(instrument):
    article = (
        "Germany will deliver ammunition to Ukraine."
        " Denmark will train Ukrainian soldiers, will share intelligence with Ukraine and will remove mines."
    )
    found = [claim for claim in instrument([article], "commitment") if "DNK" in claim.promisors]
    assert [claim.quote for claim in found] == [
        "Denmark will train Ukrainian soldiers",
        "will share intelligence with Ukraine",
        "will remove mines",
    ]
    assert [claim.action for claim in found] == ["training", "intelligence_sharing", "demining"]


def test_no_fewer_than_is_no_negation(instrument):
    (claim,) = instrument(["Denmark shall train no fewer than three battalions of Ukraine."], "commitment")
    assert claim.polarity == "will"


def test_threatening_the_peace_is_no_promise(story):
    assert story("Russia is threatening the territorial integrity of Ukraine.", "commitment") == []
    (claim,) = story("The EU threatened Russia with new sanctions.", "commitment")
    assert (claim.promisors, claim.action) == (("EU",), "sanctions")


@pytest.mark.parametrize(
    ("text", "promisees", "action"),
    [
        ("Norway announced an additional US$10 million in military support for Ukraine.", ("UKR",), "military_aid"),
        ("The EU announced plans for tougher sanctions on Russia.", (), "sanctions"),
        ("Japan pledged US$27 million to support displaced Ukrainians.", ("UKR",), "financial_aid"),
        ("Norway announced a contribution of NOK 300 million to the fund.", (), "financial_aid"),
    ],
)
def test_an_announced_sum_or_plan_is_a_promise(story, text, promisees, action):
    (claim,) = story(text, "commitment")
    assert (claim.promisees, claim.action) == (promisees, action)


@pytest.mark.parametrize(
    "text",
    [
        "Russia announced a loss of 5 billion roubles at the plant.",
        "In Delhi, Trudeau will meet with the president to discuss food security.",
    ],
)
def test_a_sum_or_a_meeting_alone_promises_nothing(story, text):
    assert story(text, "commitment") == []


def test_an_announced_strike_is_none(story):
    assert story("Russia announced a strike on an ammunition depot.", "commitment") == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway and other members of the council agreed that the shelling of cities is a violation of humanitarian law.",
        "Germany and France agreed that sanctions are necessary.",
    ],
)
def test_what_is_only_agreed_to_be_so_promises_nothing(story, text):
    assert story(text, "commitment") == []


def test_what_is_agreed_to_be_done_is_promised(story):
    (claim,) = story("France and Germany agreed that they will send air defence systems to Ukraine.", "commitment")
    assert (claim.promisors, claim.action, claim.firmness) == (("FRA", "DEU"), "air_defence", "agreed")


def test_what_is_to_be_done_is_ordered(instrument):
    (claim,) = instrument(["All prisoners of war are to be released within ten days."], "commitment")
    assert (claim.action, claim.firmness, claim.polarity) == ("prisoner_release", "signed", "will")
    assert frozenset(claim.promisors) == {"DNK", "UKR"}


@pytest.mark.parametrize(
    "article",
    [
        "The Participants reaffirm that all prisoners of war are to be released.",
        "The aim of the training is to be reached together.",
        "The prisoners of war were to be released last year.",
    ],
)
def test_what_is_only_said_to_be_due_is_no_order(instrument, article):
    assert instrument([article], "commitment") == []
