from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.ukrainian.phrases import Phrases


def test_a_star_stands_for_any_ending_and_for_none() -> None:
    phrases = Phrases([("розмінуван*", True)])
    text = "розмінування, РОЗМІНУВАННЯМ, розмінуван, нерозмінування"
    assert [text[m.start : m.end] for m in phrases.find(text)] == ["розмінування", "РОЗМІНУВАННЯМ", "розмінуван"]


def test_the_longer_phrase_goes_first_and_none_overlap() -> None:
    phrases = Phrases([("оборон*", "defence"), ("протиповітрян* оборон*", "air")])
    assert [match.label for match in phrases.find("протиповітряної оборони та оборони")] == ["air", "defence"]


def test_a_whole_name_goes_before_the_same_beginning() -> None:
    phrases = Phrases([("Кіпр*", "other"), ("Кіпр", "nominative")])
    assert [match.label for match in phrases.find("Кіпр Кіпру")] == ["nominative", "other"]


def test_all_apostrophes_are_one() -> None:
    phrases = Phrases([("зобов'язан*", True)])
    assert len(phrases.find("зобов’язання зобовʼязання зобов'язання")) == 3


def test_part_of_a_hyphenated_word_is_no_word() -> None:
    assert Phrases([("Сторони", True)]).find("Сторони-джерела") == []


@given(st.text(alphabet="аїє' -’Сторни", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_what_is_found_stands_between_the_offsets(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    for match in Phrases([("сторон*", True), ("і", True)]).find(text, start, end):
        assert start <= match.start < match.end <= end
