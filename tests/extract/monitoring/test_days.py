"""The day of an event in its sentence, told apart from the days of the inquiry."""

from __future__ import annotations

import pytest

from pactwatch.extract.monitoring.days import day_of
from pactwatch.extract.monitoring.sorts import sorts_of


@pytest.fixture(scope="module")
def days(extractor):
    """The day of each sort of incident that a sentence tells, with a report of 22 March 2016."""
    words = extractor._tools.codebook.monitoring

    def read(text):
        parsed = extractor._language(text)
        sorts = sorts_of(parsed, words)
        return {
            kind: day_of(
                kind,
                tokens[0],
                [other[0] for _, other in sorts if other is not tokens],
                "findings",
                parsed,
                words,
                "2016-03-22",
            )
            for kind, tokens in sorts
        }

    return read


def test_two_months_joined_are_one_stretch(days):
    assert days("Houses in Tali were burned in November and December 2015.") == {
        "looting or property destruction": "2015-11/2015-12"
    }


def test_a_stretch_of_two_months_over_the_turn_of_the_year(days):
    assert days("Houses in Tali were burned in December and January 2016.") == {
        "looting or property destruction": "2015-12/2016-01"
    }


def test_months_of_two_years_are_no_stretch(days):
    (day,) = days("Houses in Tali were burned in September 2014 and August 2015.").values()
    assert day in {"2014-09", "2015-08"}


def test_the_day_of_a_visit_is_not_that_of_what_was_found(days):
    (day,) = days(
        "The team was informed of the killing of a trader at the meeting of the Board on 9 March 2016."
    ).values()
    assert day is None


def test_the_day_of_what_came_before_is_not_that_of_the_arrest(days):
    assert days("Two civilians were arrested following an incident in Tali on 5 March 2016.") == {
        "abduction or detention": None
    }


def test_a_day_that_the_scan_lost_leaves_the_month(days):
    assert days("There was an ambush of soldiers on April near Tali.") == {"attack": "2015-04"}


def test_alleged_before_a_noun_is_no_work_of_the_inquiry(days):
    (day,) = days("On 5 March 2016 alleged rebels ambushed two cars at Tali.").values()
    assert day == "2016-03-05"


def test_what_a_map_is_older_than_is_not_the_day_of_the_fire(days):
    (day,) = days("The map of the houses burned in Tali was dated well in advance of January.").values()
    assert day is None
