"""A pattern compiled late finds what the same pattern compiled at once finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.late_pattern import LatePattern

PATTERN = r"(?P<count>\d+)\s+(?i:killed|wounded)"
TEXTS = st.text(alphabet="12 kiledwounKW", max_size=40) | st.just("12 killed and 3 Wounded")


@given(TEXTS, st.integers(0, 12))
def test_it_finds_what_the_pattern_finds(text: str, start: int) -> None:
    late, compiled = LatePattern(PATTERN), re.compile(PATTERN)
    assert [found.span() for found in late.finditer(text, start)] == [
        found.span() for found in compiled.finditer(text, start)
    ]
    for one, other in (
        (late.match(text, start), compiled.match(text, start)),
        (late.search(text), compiled.search(text)),
    ):
        assert (one and one.groupdict()) == (other and other.groupdict())


def test_it_is_not_compiled_before_it_is_used() -> None:
    broken = LatePattern("(")
    with pytest.raises(re.error):
        broken.search("anything")
