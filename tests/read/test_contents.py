from __future__ import annotations

from pactwatch.read.contents import without_contents


def test_a_table_of_contents_is_left_out() -> None:
    lines = [
        "A treaty",
        "Table of contents",
        "Chapter 1: Aid ..... 3",
        "1.1. Scope  4",
        "Chapter 1: Aid",
        "1.1. Scope",
    ]
    assert without_contents(lines, str) == ["A treaty", "Chapter 1: Aid", "1.1. Scope"]


def test_what_stands_nowhere_again_is_no_table() -> None:
    lines = ["A box", "Contents:", "two radios", "one map", "The box is sealed."]
    assert without_contents(lines, str) == lines
