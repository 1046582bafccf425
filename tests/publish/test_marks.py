"""Marking quotes in a text: nothing of the text is lost, and each quote is marked whole, also where they overlap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pactwatch.publish.marks import Quoted, context, mark


@st.composite
def quoted_texts(draw: st.DrawFn) -> tuple[str, list[Quoted]]:
    text = draw(st.text(alphabet="ab \n", min_size=1, max_size=60))
    quotes = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        quotes.append(Quoted(f"c{number}", number, "incident", start, end))
    return text, quotes


@given(quoted_texts())
def test_the_text_stays_whole_and_each_quote_is_marked(case: tuple[str, list[Quoted]]) -> None:
    text, quotes = case
    paragraphs = mark(text, quotes)
    lines = [line for line in text.split("\n") if line.strip()]
    assert ["".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs] == lines
    for quote in quotes:
        marked = [piece.text for each in paragraphs for piece in each.pieces if quote in piece.quotes]
        inside = "".join(line for line in _lines_inside(text, quote) if line)
        assert "".join(marked) == inside
        begins = sum(quote.claim in piece.begins for each in paragraphs for piece in each.pieces)
        assert begins == (1 if inside else 0)


def _lines_inside(text: str, quote: Quoted) -> list[str]:
    """What of the quote stands on lines that are shown."""
    parts = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            parts.append(text[max(start, quote.start) : max(start, quote.start, min(start + len(line), quote.end))])
        start += len(line) + 1
    return parts


def test_overlapping_quotes_are_nested_and_numbered_at_their_ends() -> None:
    (paragraph,) = mark("one two three", [Quoted("a", 1, "position", 0, 7), Quoted("b", 2, "meeting", 4, 13)])
    assert [piece.text for piece in paragraph.pieces] == ["one ", "two", " three"]
    assert [[quote.claim for quote in piece.quotes] for piece in paragraph.pieces] == [["a"], ["a", "b"], ["b"]]
    assert [[quote.number for quote in piece.ends] for piece in paragraph.pieces] == [[], [1], [2]]


@given(quoted_texts(), st.integers(0, 20))
def test_the_context_holds_the_quote(case: tuple[str, list[Quoted]], around: int) -> None:
    text, quotes = case
    for quote in quotes:
        first, last = context(text, quote.start, quote.end, around)
        assert 0 <= first <= quote.start and quote.end <= last <= len(text)


def test_the_context_is_the_line_where_it_is_near() -> None:
    text = "Before.\nThe quote stands here.\nAfter."
    start = text.index("quote")
    assert text[slice(*context(text, start, start + 5))] == "The quote stands here."
