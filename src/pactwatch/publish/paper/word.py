"""A paper as DOCX: python-docx for the text, and the footnotes, which it does not know, as a part of their own.

The form of that part is ECMA-376, part 1, 17.11.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph
from lxml import etree

from pactwatch.publish.paper.paper import Block, Grid, Heading, Listing, Paper, Paragraph, Quotation, Span

_LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "uk": "uk-UA"}
_BLUE = RGBColor(0x1A, 0x44, 0x80)
_W = nsmap["w"]


def word(paper: Paper) -> bytes:
    """The paper as a document for a word processor, its footnotes as footnotes."""
    document = docx.Document()
    notes = _Footnotes()
    _set_up(document, paper)
    for line in paper.heading_lines:
        document.add_paragraph(line).paragraph_format.space_after = Pt(0)
    document.add_heading(paper.title, level=0)
    if paper.subtitle:
        document.add_paragraph(paper.subtitle, style="Subtitle")
    for block in paper.blocks:
        _add(document, block, notes)
    notes.attach(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: Document, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LANGUAGES[paper.language])
    normal.element.get_or_add_rPr().append(language)
    for name in ("Title", "Heading 1", "Heading 2"):
        document.styles[name].font.color.rgb = _BLUE
    reference = document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    noted = document.styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
    noted.font.size, noted.paragraph_format.space_after = Pt(8.5), Pt(2)
    document.core_properties.title = paper.title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    if paper.foot:
        section.footer.paragraphs[0].text = paper.foot


def _add(document: Document, block: Block, notes: _Footnotes) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, level=block.level)
        case Paragraph():
            paragraph = document.add_paragraph(f"{block.label}\t" if block.label else "")
            if block.label:
                paragraph.paragraph_format.left_indent = Cm(0.9)
                paragraph.paragraph_format.first_line_indent = Cm(-0.9)
            _write(paragraph, block.spans, notes)
        case Listing():
            for item in block.items:
                _write(document.add_paragraph(style="List Bullet"), item, notes)
        case Quotation():
            quoted = document.add_paragraph(style="Quote")
            quoted.paragraph_format.left_indent = Cm(1)
            _write(quoted, (Span(text=block.text, note=block.note),), notes)
        case Grid():
            _add_table(document, block, notes)


def _add_table(document: Document, grid: Grid, notes: _Footnotes) -> None:
    if grid.caption:
        document.add_paragraph(grid.caption, style="Caption")
    table = document.add_table(rows=1, cols=len(grid.header), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, grid.header, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in grid.rows:
        for cell, spans in zip(table.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], spans, notes)
    document.add_paragraph()


def _write(paragraph: DocxParagraph, spans: Iterable[Span], notes: _Footnotes) -> None:
    for span in spans:
        run = paragraph.add_run(span.text)
        run.bold, run.italic = span.strong or None, span.emphasis or None
        if span.note:
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(notes.add(span.note)))
            paragraph.add_run(style="Footnote Reference")._r.append(reference)


class _Footnotes:
    """The footnotes of a document, in the order in which the text comes to them."""

    def __init__(self) -> None:
        self._root = etree.Element(f"{{{_W}}}footnotes", nsmap={"w": _W})
        # Word wants the lines between text and notes as the first two notes.
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            note = self._element(self._root, "footnote", type=kind, id=str(number))
            self._element(self._element(self._element(note, "p"), "r"), kind)
        self._count = 0

    def add(self, text: str) -> int:
        """Add a note and give its number."""
        self._count += 1
        paragraph = self._element(self._element(self._root, "footnote", id=str(self._count)), "p")
        self._element(self._element(paragraph, "pPr"), "pStyle", val="FootnoteText")
        mark = self._element(paragraph, "r")
        self._element(self._element(mark, "rPr"), "rStyle", val="FootnoteReference")
        self._element(mark, "footnoteRef")
        words = self._element(self._element(paragraph, "r"), "t")
        words.text = f" {text}"
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return self._count

    def attach(self, document: Document) -> None:
        """Make the notes a part of the document."""
        content = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        name = PackURI("/word/footnotes.xml")
        part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, content, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    @staticmethod
    def _element(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
        named = {f"{{{_W}}}{key}": value for key, value in attributes.items()}
        return etree.SubElement(parent, f"{{{_W}}}{name}", named)
