from __future__ import annotations

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pactwatch.read.numbering import Numbering, counted


def level(depth: int, style: str, text: str, extra: str = "") -> str:
    start = '<w:start w:val="1"/>'
    return f'<w:lvl w:ilvl="{depth}">{start}<w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>{extra}</w:lvl>'


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> Numbering:
    definition = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return Numbering(parse_xml(f"<w:numbering {nsdecls('w')}>{definition}{lists}</w:numbering>"), None)


def paragraph(depth: int = 0, list_id: int = 1) -> object:
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{numbered}</w:pPr></w:p>")


def test_inner_lists_begin_again_under_each_outer_number() -> None:
    word = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"))
    depths = [0, 1, 1, 2, 2, 0, 1, 2]
    labels = [word.label(paragraph(depth)) for depth in depths]
    assert labels == ["I.", "I.1", "I.2", "(a)", "(b)", "II.", "II.1", "(a)"]


def test_legal_numbers_are_arabic_throughout() -> None:
    word = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert [word.label(paragraph(depth)) for depth in (0, 0, 1)] == ["I.", "II.", "2.1"]


def test_lists_share_a_count_unless_one_starts_anew() -> None:
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    word = numbering(level(0, "decimal", "%1."), lists=lists)
    assert [word.label(paragraph(0, list_id)) for list_id in (1, 1, 2, 3, 3)] == ["1.", "2.", "3.", "1.", "2."]


def test_bullets_print_as_bullets_and_strangers_not_at_all() -> None:
    word = numbering(level(0, "bullet", "\uf0b7"))
    assert word.label(paragraph()) == "•"
    assert word.label(paragraph(0, 9)) is None
    assert word.label(parse_xml(f"<w:p {nsdecls('w')}/>")) is None


@pytest.mark.parametrize(
    ("count", "style", "printed"),
    [(4, "lowerRoman", "iv"), (49, "upperRoman", "XLIX"), (28, "lowerLetter", "bb"), (5, "decimalZero", "05"),
     (5, "ukrainianLower", "ґ"), (3, "somethingNew", "3")],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(count: int, style: str, printed: str) -> None:
    assert counted(count, style) == printed
