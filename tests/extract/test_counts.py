"""Casualty figures: ranges, both figures of a clause, nobody hurt, breakdowns, and figures that the text takes back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.claim import Count
from pactwatch.extract.counts import CasualtyMention, find_casualties, read_count

Range = tuple[int | None, int | None]


def pair(count: Count | None) -> Range | None:
    return None if count is None else (count.low, count.high)


def figures(text: str) -> list[tuple[Range | None, Range | None]]:
    return [(pair(mention.killed), pair(mention.injured)) for mention in find_casualties(text)]


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("killed at least 12 people and injured dozens more", (12, None), (24, None)),
        ("killing nine and wounding 26", (9, 9), (26, 26)),
        ("three people were killed and 10 injured", (3, 3), (10, 10)),
        ("Four people were also reported to have been killed and five wounded in the region", (4, 4), (5, 5)),
        ("four people were killed, and five others wounded", (4, 4), (5, 5)),
        ("12 people had been killed and 60 more wounded", (12, 12), (60, 60)),
        ("At least 5 killed, 23 injured", (5, None), (23, 23)),
        ("left two dead and seven injured", (2, 2), (7, 7)),
        ("injuring 26 people", None, (26, 26)),
        ("26 injured", None, (26, 26)),
        ("with 15 people wounded in the attacks", None, (15, 15)),
        ("left at least 15 people injured", None, (15, None)),
        ("more than 20 people in Kharkiv were wounded", None, (20, None)),
        ("up to 20 injured", None, (None, 20)),
        ("between 10 and 15 people were injured", None, (10, 15)),
        ("several were wounded", None, (2, None)),
        ("hundreds were killed", (200, None), None),
        ("both soldiers were killed", (2, 2), None),
        ("The death toll rose to 14", (14, 14), None),
        ("the number of injured has risen to 34", None, (34, 34)),
        ("a 77-year-old man was killed", (1, 1), None),
        ("A former leading Ukrainian official has been shot dead", (1, 1), None),
        ("another person died in an attack", (1, 1), None),
        ("another fatality was reported", (1, 1), None),
        ("the death of a woman", (1, 1), None),
        ("a drone hit a minivan, wounding its driver", None, (1, 1)),
        ("killed a mother and her two children", (3, 3), None),
        ("One soldier, one officer and a girl of 14 were killed", (3, 3), None),
        ("80 “White Army” fighters killed", (80, 80), None),
        ("Three SPLA and two IO soldiers were wounded", None, (5, 5)),
        ("the strike resulted in the\ndeath of sixteen people", (16, 16), None),
        ("a further four people were killed", (4, 4), None),
        ("at least two requiring hospital treatment", None, (2, None)),
        ("Colonel Petrenko was shot and wounded", None, (1, 1)),
        ("causing no casualties", (0, 0), (0, 0)),
        ("failed to cause casualties or damage", (0, 0), (0, 0)),
        ("there have been no reports of casualties", (0, 0), (0, 0)),
        ("No one was hurt", (0, 0), (0, 0)),
        ("No deaths were reported", (0, 0), None),
        ("there were no injured", None, (0, 0)),
        ("One person was killed; no one else was injured", (1, 1), (0, 0)),
    ],
)
def test_figures(text: str, killed: Range | None, injured: Range | None) -> None:
    assert figures(text) == [(killed, injured)]


@pytest.mark.parametrize(
    "text",
    [
        "there was no information about casualties",
        "there were no immediate reports of casualties",
        "20 people were killed or wounded",
        "they killed 3 days later",
        "killing a lot of people",
        "threatening to kill her",
        "Ukraine shot down 12 drones",
        "reports of fighting on 15 October suggesting soldiers were killed",
        "the killing went on in 2022",
    ],
)
def test_no_figure(text: str) -> None:
    assert figures(text) == []


def test_a_breakdown_is_not_added() -> None:
    assert figures("killing 12, including two boys") == [((12, 12), None)]
    assert figures("injuring 26 people, six of them children") == [(None, (26, 26))]
    assert figures("Three children were among at least 12 people killed") == [((12, None), None)]
    (mention,) = find_casualties("Two children were among the dead.")
    assert (pair(mention.killed), mention.part) == ((2, 2), True)


@pytest.mark.parametrize(
    ("text", "killed", "earlier"),
    [
        ("The toll rose to 26, up from 20", (26, 26), {"killed": (20, 20)}),
        ("the death toll rose from 9 to 12", (12, 12), {"killed": (9, 9)}),
        ("Previous reporting stated that only 20 civilians were injured.", None, {"injured": (20, 20)}),
        ("Earlier death tolls had put the number of dead at 13.", None, {"killed": (13, 13)}),
        ("Officials earlier said 9 people were killed", None, {"killed": (9, 9)}),
        ("Earlier, we reported that the politician Ivan Petrenko had been killed.", (1, 1), {}),
    ],
)
def test_what_the_text_takes_back(text: str, killed: Range | None, earlier: dict[str, Range]) -> None:
    mentions = find_casualties(text)
    assert [pair(mention.killed) for mention in mentions if mention.killed] == ([killed] if killed else [])
    assert {harm: pair(count) for mention in mentions for harm, count in mention.supersedes.items()} == earlier


def test_the_injury_of_somebody_counts() -> None:
    (mention,) = find_casualties("The exchange of fire resulted in the injury of one government soldier.")
    assert mention.injured is not None
    assert (mention.injured.low, mention.injured.high) == (1, 1)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("On 8 May 2020 three civilians were killed by shelling.", (3, 3)),
        ("On 8 May 2020, 12 civilians were killed by shelling.", (12, 12)),
        ("There was no killing in the village.", (0, 0)),
    ],
)
def test_a_year_is_no_number_of_people_and_no_killing_is_none(text: str, killed: Range) -> None:
    (mention,) = find_casualties(text)
    assert mention.killed is not None
    assert (mention.killed.low, mention.killed.high) == killed


def test_clauses_apart_are_mentions_apart() -> None:
    text = "Drones killed two in Sumy. In Kharkiv, five were injured."
    assert [text[m.start : m.end] for m in find_casualties(text)] == ["killed two", "five were injured"]


def test_read_count_refuses_what_is_no_quantity() -> None:
    assert read_count("people") is None
    assert read_count("1.5") is None


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "killed injured wounded and , . people three 12 at least were was a man no casualties up from to 9 dead",
    )
)


@given(st.lists(WORDS, max_size=14), st.text(alphabet="abc é", max_size=8))
def test_mentions_are_sorted_and_do_not_hang_on_other_sentences(words: list[str], other: str) -> None:
    text = " ".join(words)
    mentions = find_casualties(text)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert mention.killed or mention.injured or mention.supersedes
        end = mention.end
    lead = f"{other}.\n"
    moved = [
        CasualtyMention(m.start + len(lead), m.end + len(lead), m.killed, m.injured, m.supersedes, m.part)
        for m in mentions
    ]
    assert find_casualties(lead + text) == moved
