from __future__ import annotations

import pytest

from pactwatch.read.markers import begins_item, markers


@pytest.mark.parametrize(
    ("line", "own", "value"),
    [
        ("Article 4: Sanctions", "4", 4),
        ("ARTICLE IV", "IV", 4),
        ("Article Eighteen Status of the Agreement", "18", 18),
        ("Стаття 5. Реформа", "5", 5),
        ("Part II. Defence", "II", 2),
        ("II. Defence", "II", 2),
        ("ІV. Typed with a Cyrillic letter", "IV", 4),
        ("14. The Participants", "14", 14),
        ("3.Without a space", "3", 3),
        ("2.1.10. The Parties", "2.1.10", 10),
        ("(a) training;", "(a)", 1),
        ("b) training;", "(b)", 2),
        ("(12) training", "(12)", 12),
        ("б) навчання;", "(б)", 2),
        ("В. Санкції", "В", 3),
        ("е) after a Cyrillic д)", "(е)", 7),
        ("е) after a Latin d)", "(е)", 5),
    ],
)
def test_numbers_are_read(line: str, own: str, value: int) -> None:
    assert (own, value) in [(found.own, found.value) for found in markers(line)]


def test_what_can_be_read_in_two_ways_is() -> None:
    assert {(found.style, found.value) for found in markers("(i) training;")} == {("(a)", 9), ("(i)", 1)}


@pytest.mark.parametrize(
    "line",
    [
        "Article 5 of the Charter applies",
        "12 January 2024",
        "2024. The year",
        "(1);",
        "3.2 billion".replace(" billion", "billion"),
        "In 2024",
        "e.g. this",
    ],
)
def test_running_text_has_none(line: str) -> None:
    assert markers(line) == ()
    assert not begins_item(line)


@pytest.mark.parametrize("line", ["• training", "- training", "1. training", "(a) training"])
def test_bullets_and_numbers_begin_items(line: str) -> None:
    assert begins_item(line)
