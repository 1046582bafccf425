"""Text of a document made fit for a terminal, which would obey some of the characters that a document may hold."""

from __future__ import annotations


def printable(text: str) -> str:
    """The text on one line, with what cannot be printed (such as the escape that terminals obey) shown as U+FFFD."""
    line = " ".join(text.split())
    return "".join(character if character.isprintable() else "\ufffd" for character in line)
