"""Dates by the coding manual: as precise as the words, resolved against the anchor, open where neither settles them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.dates import find_times, resolve
from pactwatch.read.imprecise_date import ImpreciseDate

SUNDAY = "2025-05-25"
WEDNESDAY = "2025-05-21"
MONDAY = "2025-05-26"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("29 November 2023", "2023-11-29"),
        ("November 29, 2023", "2023-11-29"),
        ("Nov. 29, 2023", "2023-11-29"),
        ("the 29th of November, 2023", "2023-11-29"),
        ("Wednesday, 29 November 2023", "2023-11-29"),
        ("13th day of June, 2024", "2024-06-13"),
        ("2024-02-16", "2024-02-16"),
        ("16.02.2024", "2024-02-16"),
        ("12/22/2022", "2022-12-22"),
        ("24 лютого 2024 року", "2024-02-24"),
        ("16 février 2024", "2024-02-16"),
        ("1er mars 2024", "2024-03-01"),
        ("May 2024", "2024-05"),
        ("лютому 2024 року", "2024-02"),
        ("early July 2023", "2023-07"),
        ("the end of February 2022", "2022-02"),
        ("mid-2024", "2024"),
        ("late 2023", "2023"),
        ("summer 2024", "2024-06/2024-08"),
        ("winter 2023-24", "2023-12/2024-02"),
        ("Q2 2024", "2024-04/2024-06"),
        ("the second half of 2025", "2025-07/2025-12"),
        ("2023–2027", "2023/2027"),
        ("between 2024 and 2026", "2024/2026"),
        ("24-26 May 2024", "2024-05-24/2024-05-26"),
        ("May 24-26, 2024", "2024-05-24/2024-05-26"),
        ("17 and 19 November 2020", "2020-11-17/2020-11-19"),
        ("from 30 March to 2 April 2024", "2024-03-30/2024-04-02"),
        ("from 30 December to 2 January 2024", "2023-12-30/2024-01-02"),
        ("from October 2023 to March 2024", "2023-10/2024-03"),
        ("the night of 24 to 25 May 2025", "2025-05-24/2025-05-25"),
        ("overnight on May 24, 2025", "2025-05-24"),
        ("the week of 12 May 2025", "2025-05-12/2025-05-18"),
    ],
)
def test_written_dates_need_no_anchor(text: str, value: str) -> None:
    assert resolve(text, None) == value
    assert resolve(text, "2030-01-01") == value
    (mention,) = find_times(text, None)
    assert mention.value == value


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("Feb. 26", SUNDAY, "2025-02-26"),
        ("Nov. 17", "2023-11-29", "2023-11-17"),
        ("Dec. 30", "2023-11-29", "2023-12-30"),
        ("29 February", SUNDAY, "2024-02-29"),
        ("19 June", "2017-02", "2016-06-19"),
        ("Tuesday, 20 May", "2025-06-01", "2025-05-20"),
        ("on Tuesday", SUNDAY, "2025-05-20"),
        ("on Sunday", SUNDAY, SUNDAY),
        ("last Sunday", SUNDAY, "2025-05-18"),
        ("Friday last week", SUNDAY, "2025-05-16"),
        ("next Wednesday", SUNDAY, "2025-05-28"),
        ("next Wednesday", MONDAY, None),
        ("Friday evening", SUNDAY, "2025-05-23"),
        ("Friday night", SUNDAY, "2025-05-23"),
        ("early on Sunday", SUNDAY, SUNDAY),
        ("yesterday", SUNDAY, "2025-05-24"),
        ("today", SUNDAY, SUNDAY),
        ("tomorrow morning", SUNDAY, MONDAY),
        ("overnight", SUNDAY, "2025-05-24/2025-05-25"),
        ("last night", SUNDAY, "2025-05-24/2025-05-25"),
        ("overnight to Saturday", SUNDAY, "2025-05-23/2025-05-24"),
        ("overnight into Sunday", MONDAY, "2025-05-24/2025-05-25"),
        ("overnight on Saturday", SUNDAY, "2025-05-24/2025-05-25"),
        ("the past 24 hours", WEDNESDAY, "2025-05-20/2025-05-21"),
        ("the last 24-hour period", WEDNESDAY, "2025-05-20/2025-05-21"),
        ("the past three days", WEDNESDAY, "2025-05-18/2025-05-21"),
        ("over the weekend", MONDAY, "2025-05-24/2025-05-25"),
        ("last weekend", MONDAY, "2025-05-24/2025-05-25"),
        ("last weekend", SUNDAY, "2025-05-17/2025-05-18"),
        ("last week", WEDNESDAY, "2025-05-12/2025-05-18"),
        ("last week", SUNDAY, "2025-05"),
        ("last week", MONDAY, "2025-05"),
        ("last week", "2025-06-02", "2025-05/2025-06"),
        ("this week", SUNDAY, "2025-05-19/2025-05-25"),
        ("between Tuesday and Friday", MONDAY, "2025-05-20/2025-05-23"),
        ("earlier this month", SUNDAY, "2025-05"),
        ("last month", "2025-01-10", "2024-12"),
        ("in August", "2023-11-29", "2023-08"),
        ("early July", "2023-11-29", "2023-07"),
        ("February last year", WEDNESDAY, "2024-02"),
        ("last summer", SUNDAY, "2024-06/2024-08"),
        ("last year", SUNDAY, "2024"),
        ("start of next year", SUNDAY, "2026-01"),
        ("early next year", SUNDAY, "2026"),
        ("two days ago", SUNDAY, "2025-05-23"),
        ("two weeks ago", SUNDAY, "2025-05-05/2025-05-11"),
        ("three months ago", SUNDAY, "2025-02"),
        ("three years ago", SUNDAY, "2022"),
        ("in the coming months", "2023-11-29", "2023-12/2024-01"),
        ("in the coming weeks", "2023-11-29", None),
        ("вчора", SUNDAY, "2025-05-24"),
        ("hier", SUNDAY, "2025-05-24"),
        ("last month", "2017-02", "2017-01"),
        ("yesterday", "2017-02", None),
        ("last year", "2017", "2016"),
    ],
)
def test_relative_words_count_from_the_anchor(text: str, anchor: str, value: str | None) -> None:
    assert resolve(text, anchor) == value


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("by the end of 2024", None, "2024-12-31"),
        ("by the end of this year", SUNDAY, "2025-12-31"),
        ("until the end of next month", SUNDAY, "2025-06-30"),
        ("by August", "2025-05-20", "2025-08"),
        ("by Friday", SUNDAY, "2025-05-30"),
        ("no later than 1 June", SUNDAY, "2025-06-01"),
        ("by the end of the week", WEDNESDAY, "2025-05-25"),
        ("valid until 2034", None, "2034"),
        ("до кінця 2024 року", None, "2024-12-31"),
    ],
)
def test_deadlines_look_ahead(text: str, anchor: str | None, value: str) -> None:
    (mention,) = find_times(text, anchor)
    assert (mention.value, mention.kind) == (value, "deadline")


def test_the_end_of_a_year_without_by_is_its_last_month() -> None:
    assert resolve("the end of the year", SUNDAY) == "2025-12"


@pytest.mark.parametrize(
    ("text", "value"),
    [("on Wednesday", "2025-05-28"), ("Feb. 26", "2026-02-26"), ("this weekend", "2025-05-24/2025-05-25")],
)
def test_a_caller_who_knows_the_tense_may_look_ahead(text: str, value: str) -> None:
    assert resolve(text, SUNDAY, "future") == value


@pytest.mark.parametrize("text", ["a day earlier", "the following day", "two days later", "the previous week"])
def test_days_of_the_story_stay_open_in_a_text(text: str) -> None:
    (mention,) = find_times(f"It had begun {text}.", SUNDAY)
    assert (mention.value, mention.kind) == (None, "vague")


def test_days_of_the_story_count_from_the_day_handed_over() -> None:
    assert resolve("a day earlier", SUNDAY) == "2025-05-24"
    assert resolve("the following day", SUNDAY) == "2025-05-26"


@pytest.mark.parametrize(
    "text",
    [
        "a boy aged 14",
        "2,000 troops",
        "in 2000 more soldiers came",
        "the 2022 soldiers",
        "1,000-for-1,000",
        "2000-for-2000",
        "$2024",
        "may 5 or may not",
        "every Monday",
        "The Sunday Times",
        "the last Sunday of the month",
    ],
)
def test_no_date(text: str) -> None:
    assert [mention for mention in find_times(text, SUNDAY) if mention.value] == []


def test_a_day_that_no_calendar_has_stays_open() -> None:
    (mention,) = find_times("signed on 31 April 2024", SUNDAY)
    assert mention.value is None


def test_what_is_ambiguous_stays_open() -> None:
    assert resolve("02/03/2024", SUNDAY) is None
    assert find_times("more than three years ago", SUNDAY)[0].value is None


def test_offsets_give_the_words() -> None:
    text = "On Friday evening, Russia launched drones; talks were held in August and between 3 and 5 May."
    assert [text[m.start : m.end] for m in find_times(text, SUNDAY)] == [
        "Friday evening",
        "August",
        "between 3 and 5 May",
    ]


def test_a_full_name_of_a_month_leaves_the_full_stop() -> None:
    text = "They joined in August. Others came in Sept. 2024."
    assert [text[m.start : m.end] for m in find_times(text, SUNDAY)] == ["August", "Sept. 2024"]


@pytest.mark.parametrize("anchor", ["yesterday", "2024-13", "2020/2024"])
def test_an_anchor_must_be_a_date(anchor: str) -> None:
    with pytest.raises(ValueError):
        find_times("on Monday", anchor)


DAYS = st.dates(min_value=date(2014, 1, 1), max_value=date(2030, 12, 31))
EXPRESSIONS = st.sampled_from(
    [
        "yesterday", "overnight", "on Tuesday", "last Friday", "last week", "this month", "Feb. 26", "29 February",
        "in August", "late May", "the end of the year", "two weeks ago", "over the weekend", "the past 24 hours",
        "between 3 and 5 May", "overnight to Saturday", "next year", "last summer", "by March", "from 30 March to 2 April",
        "the coming months", "Friday night", "the first quarter of next year", "the next three years",
    ]
)  # fmt: skip


@given(EXPRESSIONS, DAYS)
def test_every_value_is_a_date_of_the_manual(text: str, anchor: date) -> None:
    for mention in find_times(text, anchor.isoformat()):
        assert mention.value is not None
        ImpreciseDate.parse(mention.value)


@given(EXPRESSIONS)
def test_without_an_anchor_relative_words_stay_open(text: str) -> None:
    assert {mention.value for mention in find_times(text, None)} == {None}


@given(st.sampled_from(["Monday", "Tuesday", "Saturday", "Sunday"]), DAYS)
def test_a_weekday_is_of_the_week_that_ends_with_the_anchor(name: str, anchor: date) -> None:
    value = resolve(name, anchor.isoformat())
    assert value is not None
    assert timedelta(0) <= anchor - date.fromisoformat(value) < timedelta(days=7)
    assert f"{date.fromisoformat(value):%A}" == name


@given(st.lists(EXPRESSIONS, min_size=1, max_size=4), st.text(alphabet="abc é", max_size=10), DAYS)
def test_the_words_around_change_nothing(texts: list[str], words: str, anchor: date) -> None:
    text = f" ; {words} xx ; ".join(texts)
    found = find_times(text, anchor.isoformat())
    alone = [mention.value for one in texts for mention in find_times(one, anchor.isoformat())]
    assert [mention.value for mention in found] == alone
    ends = [0, *(mention.end for mention in found)]
    assert all(previous <= mention.start < mention.end for previous, mention in zip(ends, found, strict=False))


@given(st.text(alphabet="0123456789 -/.,MayJun Monday lastofweek", max_size=60))
def test_nothing_breaks_it(text: str) -> None:
    for mention in find_times(text, SUNDAY):
        if mention.value is not None:
            ImpreciseDate.parse(mention.value)
