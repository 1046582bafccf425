"""Files of every format, made by the tests themselves, and the shared data where they are there."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

SHARED = Path(__file__).parents[2].parent / "shared"

MakePdf = Callable[..., bytes]


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared data are not here")
    return SHARED


@pytest.fixture
def make_pdf() -> MakePdf:
    """A function that makes a PDF of pages, each a list of lines; an empty list is a page without text."""

    def make(pages: list[list[str]], password: str | None = None) -> bytes:
        writer = pypdf.PdfWriter()
        for lines in pages:
            page = writer.add_blank_page(595, 842)
            font = DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Font"),
                    NameObject("/Subtype"): NameObject("/Type1"),
                    NameObject("/BaseFont"): NameObject("/Courier"),
                }
            )
            fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
            drawn = "".join(f"({line}) Tj T* " for line in lines)
            stream = DecodedStreamObject()
            stream.set_data(f"BT /F1 10 Tf 14 TL 40 800 Td {drawn} ET".encode("latin-1") if lines else b"")
            page[NameObject("/Contents")] = writer._add_object(stream)
        if password is not None:
            writer.encrypt(password, algorithm="RC4-128")
        written = io.BytesIO()
        writer.write(written)
        return written.getvalue()

    return make


@pytest.fixture
def saved() -> Callable[[object], bytes]:
    """A function that gives the bytes of a python-docx document."""

    def save(document: object) -> bytes:
        written = io.BytesIO()
        assert hasattr(document, "save")
        document.save(written)
        return written.getvalue()

    return save


@pytest.fixture
def word() -> object:
    """A new, empty Word document."""
    return docx.Document()
