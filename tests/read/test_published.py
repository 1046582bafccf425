from __future__ import annotations

import pytest

from pactwatch.read.metadata import Metadata
from pactwatch.read.published import publication

SAID = {day: Metadata(published=f"2025-05-0{day}") for day in (1, 2, 3)}
NOTHING = Metadata()


def test_the_user_goes_before_the_metadata_the_page_and_the_text() -> None:
    every = {"sidecar": SAID[1], "page": SAID[2], "words": SAID[3]}
    assert publication(user="4 May 2025", **every) == ("2025-05-04", "user", ())
    assert publication(user=None, **every) == ("2025-05-01", "metadata", ())
    assert publication(user=None, **{**every, "sidecar": None}) == ("2025-05-02", "page", ())
    assert publication(user=None, sidecar=NOTHING, page=NOTHING, words=SAID[3]) == ("2025-05-03", "text", ())


def test_nothing_is_guessed() -> None:
    assert publication(user=None, sidecar=None, page=NOTHING, words=NOTHING) == (None, None, ())


def test_an_unreadable_date_is_told_and_the_next_source_asked() -> None:
    date, basis, warnings = publication(
        user=None, sidecar=Metadata(published="05/06/2025"), page=NOTHING, words=SAID[3]
    )
    assert (date, basis) == ("2025-05-03", "text")
    assert "05/06/2025" in warnings[0]


def test_an_unreadable_date_of_the_user_is_an_error() -> None:
    with pytest.raises(ValueError, match="2025-05-26"):
        publication(user="soon", sidecar=None, page=NOTHING, words=NOTHING)
