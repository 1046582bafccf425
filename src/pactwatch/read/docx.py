"""Word files: the text as Word prints it, with automatic numbers, tables and footnotes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from pactwatch.read.archive import check_archive
from pactwatch.read.characters import normalised
from pactwatch.read.content import Content, Paragraph
from pactwatch.read.errors import UnreadableError
from pactwatch.read.numbering import Numbering

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LONGEST_HEADING = 150
_BOLD_HEADING = 5
_HEADING_STYLE = re.compile(r"heading (\d)", re.IGNORECASE)
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# What Word does not print: deleted words, the old place of moved ones, codes of fields, and second renderings.
_UNPRINTED = {
    qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:pPr"), qn("w:rPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_NOTES = {
    qn("w:footnoteReference"): RELATIONSHIP_TYPE.FOOTNOTES,
    qn("w:endnoteReference"): RELATIONSHIP_TYPE.ENDNOTES,
}


def read(content: bytes) -> Content:
    """The text of a Word file. Raises UnreadableError where it is no such file, is broken, locked or a bomb."""
    if content.startswith(_OLD_OFFICE):
        raise UnreadableError("it is encrypted, or an old .doc file; save it as .docx without a password")
    check_archive(content)
    try:
        document = docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, EOFError) as error:
        raise UnreadableError(f"it is broken: {error}") from error
    except (KeyError, ValueError) as error:
        raise UnreadableError(f"it is not a Word file: {error}") from error
    word = _Word(document)
    # The title that Word keeps in the file's properties is not used: it is often another document's.
    return Content.of(word.paragraphs(), MEDIA_TYPE)


class _Word:
    """One document while its paragraphs are read, with the notes that they call."""

    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._part = document.part
        numbering = next(self._related(RELATIONSHIP_TYPE.NUMBERING), None)
        styles = document.styles.element
        self._numbering = Numbering(numbering.element if numbering is not None else None, styles)
        self._heading_levels = _heading_levels(styles)
        self._notes: list[str] = []

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of the body in their order, then the notes."""
        yield from self._inside(self._body)
        yield Paragraph("")
        for note in self._notes:
            yield Paragraph(note)

    def _inside(self, element: Any) -> Iterator[Paragraph]:
        for child in element:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tr"):
                yield from self._row(child)
            elif child.tag not in _UNPRINTED:
                yield from self._inside(child)

    def _row(self, row: Any) -> Iterator[Paragraph]:
        """A row of a table is a line, where each of its cells is one; else each paragraph stays a line."""
        cells = [list(self._inside(cell)) for cell in row.iter(qn("w:tc")) if _row_of(cell) is row]
        filled = [[paragraph for paragraph in cell if paragraph.text.strip()] for cell in cells]
        if all(len(cell) <= 1 for cell in filled):
            yield Paragraph(" | ".join(cell[0].text for cell in filled if cell))
        else:
            for cell in filled:
                yield from cell

    def _paragraph(self, paragraph: Any) -> Iterator[Paragraph]:
        text = normalised("".join(self._words(paragraph)))
        lines = [" ".join(line.split()) for line in text.split("\n")]
        heading = self._heading(paragraph, " ".join(lines).strip())
        # Word counts an empty numbered paragraph too.
        label = self._numbering.label(paragraph)
        if label and lines[0]:
            lines[0] = f"{label} {lines[0]}"
        for line in lines:
            yield Paragraph(line, heading if line else None)

    def _words(self, element: Any) -> Iterator[str]:
        for child in element:
            if child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag]
            elif child.tag in _NOTES:
                yield self._note(child, _NOTES[child.tag])
            elif child.tag == qn("w:p"):
                # A text box, drawn inside the paragraph.
                yield "\n"
                yield from self._words(child)
                yield "\n"
            elif child.tag not in _UNPRINTED:
                yield from self._words(child)

    def _note(self, reference: Any, kind: str) -> str:
        for part in self._related(kind):
            for note in parse_xml(part.blob):
                if note.get(qn("w:id")) == reference.get(qn("w:id")):
                    text = " ".join(normalised("".join(self._words(note))).split())
                    self._notes.append(f"[{len(self._notes) + 1}] {text}")
                    return f"[{len(self._notes)}]"
        return ""

    def _related(self, kind: str) -> Iterator[Any]:
        for relation in self._part.rels.values():
            if relation.reltype == kind and not relation.is_external:
                yield relation.target_part

    def _heading(self, paragraph: Any, text: str) -> int | None:
        """The level of a heading: by its style, or the last one for a short line that is bold throughout."""
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) in self._heading_levels:
            return self._heading_levels[style.get(qn("w:val"))]
        if not text or len(text) > _LONGEST_HEADING or text.endswith((";", ",")):
            return None
        runs = [run for run in paragraph.iter(qn("w:r")) if "".join(self._words(run)).strip()]
        return _BOLD_HEADING if all(_is_bold(run) for run in runs) else None


def _heading_levels(styles: Any) -> dict[str, int]:
    """The level of every heading style, by its id."""
    levels = {}
    for style in styles.iterfind(qn("w:style")):
        named = style.find(qn("w:name"))
        name = "" if named is None else named.get(qn("w:val"), "")
        if match := _HEADING_STYLE.fullmatch(name):
            levels[style.get(qn("w:styleId"))] = int(match[1])
        elif name.casefold() == "title":
            levels[style.get(qn("w:styleId"))] = 1
    return levels


def _is_bold(run: Any) -> bool:
    bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return bold is not None and bold.get(qn("w:val")) not in ("0", "false")


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(qn("w:tr")))
