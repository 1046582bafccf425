from __future__ import annotations

import pytest

from pactwatch.extract.headline import FILE, Headline, HeadlineReader, HeadlineWords

READER = HeadlineReader(HeadlineWords.load(FILE))


def counts(read: Headline) -> tuple[int | None, int | None]:
    return (read.killed.low if read.killed else None, read.injured.low if read.injured else None)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Four soldiers killed, six wounded in ambush near Dovhe", 4, 6),
        ("Mine kills two farmers in border village", 2, None),
        ("Soldier killed by sniper at bridge", 1, None),
        ("UPDATE 3-Death toll from market blast rises from 12 to 15", 15, None),
        ("One KIA, two WIA in past 24 hours, headquarters says", 1, 2),
        ("At least 31 dead after rockets hit camp", 31, None),
        ("Rebels kill governor's guard in Sabha", None, None),
        ("Peace talks to open on 14 May 2019", None, None),
        ("Two die as truck hits mine, five injured", 2, 5),
    ],
)
def test_the_numbers_of_those_harmed(text: str, killed: int | None, injured: int | None) -> None:
    assert counts(READER.read(text)) == (killed, injured)


def test_dozens_are_open_above() -> None:
    killed = READER.read("Dozens killed in raid on village").killed
    assert killed is not None
    assert (killed.low, killed.high) == (24, None)


@pytest.mark.parametrize(
    ("text", "victims", "sides"),
    [
        ("Three Malian soldiers killed by gunmen", {"state forces"}, {"malian"}),
        ("Army kills six militants in raid", {"armed group"}, set()),
        ("Shelling by rebels kills woman and child", {"civilians"}, set()),
        ("Ceasefire talks stall", set(), set()),
    ],
)
def test_who_came_to_harm_and_not_who_did_it(text: str, victims: set[str], sides: set[str]) -> None:
    read = READER.read(text)
    assert (read.victims, read.sides) == (victims, sides)


def test_a_title_of_nothing_but_names() -> None:
    read = READER.read("Stara Rika checkpoint")
    assert read.only_names
    assert read.names == ("Stara", "Rika")
    assert not READER.read("Five killed near Stara Rika").only_names


def test_names_in_a_title_in_capitals_of_its_own_are_not_told_from_words() -> None:
    assert READER.read("Five Killed Near Stara Rika As Talks Go On").names == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [("Nine killed in shelling over past week", 7), ("Nine killed in 24 hours", 1), ("Nine killed", 1), ("", 1)],
)
def test_over_how_many_days_it_counts(text: str, days: int) -> None:
    assert READER.read(text).days == days


@pytest.mark.parametrize(
    ("text", "means", "people"),
    [
        ("Landmine kills two schoolboys", {"mines and bombs"}, {"children"}),
        ("Reporter shot by sniper on bridge", {"small arms"}, {"journalists"}),
        ("Miners strike over pay", set(), set()),
    ],
)
def test_by_what_means_and_who_is_told_of(text: str, means: set[str], people: set[str]) -> None:
    read = READER.read(text)
    assert (read.means, read.people) == (means, people)
