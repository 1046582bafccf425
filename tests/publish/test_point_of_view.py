"""The point of view that a reader asks for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pactwatch.publish.links import Links
from pactwatch.publish.point_of_view import PointOfView

NOW = datetime(2025, 4, 5, 12, tzinfo=UTC)


def test_without_a_day_it_is_now() -> None:
    point = PointOfView.parse(None, "")
    assert point.as_of is None and point.query == {} and point.moment(NOW) == NOW


def test_a_day_counts_to_its_end() -> None:
    point = PointOfView.parse("2025-03-01", "2025-02-01")
    assert point.as_of is not None
    assert point.as_of.learned == datetime(2025, 3, 1, 23, 59, 59, 999999, UTC)
    assert point.as_of.published == date(2025, 2, 1)
    assert point.moment(NOW).date() == date(2025, 2, 1)


def test_clocks_never_run_ahead_of_now() -> None:
    assert PointOfView.parse("2030-01-01", None).moment(NOW) == NOW


@pytest.mark.parametrize("text", ["tomorrow", "2025-02-30", "2025", "<b>"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        PointOfView.parse(text, None)


def test_links_carry_it_along() -> None:
    links = Links({"known": "2025-03-01"})
    assert links.document("a b/c", claim="x") == "/documents/a%20b%2Fc?known=2025-03-01#claim-x"
    assert links.list("commitments", q="a&b", trigger="") == "/commitments?q=a%26b&known=2025-03-01"
    assert links.static("site.css") == "/static/site.css"
