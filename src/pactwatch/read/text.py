"""Plain text files: the text stays as it is."""

from __future__ import annotations

import codecs

import charset_normalizer

from pactwatch.read.characters import normalised
from pactwatch.read.content import Content
from pactwatch.read.errors import UnreadableError

MEDIA_TYPE = "text/plain"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = ((b"%PDF-", "PDF"), (b"PK\x03\x04", "DOCX or zip"), (b"\xd0\xcf\x11\xe0", "old Office"), (b"{\\rtf", "RTF"))
_SAMPLE = 200_000
_UNDECODED = "\ufffd"


def read(content: bytes) -> Content:
    """The text of a plain text file. Raises UnreadableError where the bytes are no text."""
    text, warnings = decoded(content)
    return Content(normalised(text), MEDIA_TYPE, warnings=warnings, from_site=True)


def decoded(content: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes, with a warning where the encoding had to be found out or bytes could not be decoded.

    `declared` is the encoding that the file names. Raises UnreadableError for bytes that are no text.
    """
    for kind, name in _KINDS:
        if content.startswith(kind):
            raise UnreadableError(f"this is not a text but a {name} file; give it its proper ending")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), ()
    if b"\0" in content:
        raise UnreadableError("this is not a text but a binary file (it has NUL bytes)")
    for encoding in ("utf-8", declared or "utf-8"):
        try:
            return content.decode(encoding), ()
        except (UnicodeDecodeError, LookupError):
            continue
    lenient = content.decode("utf-8", "replace")
    wrong = lenient.count(_UNDECODED)
    if sum(letter > "\x7f" for letter in lenient) > 10 * wrong:
        return lenient, (f"{wrong} places are not valid UTF-8 and could not be read",)
    best = charset_normalizer.from_bytes(_sample_around_first_error(content)).best()
    if best is None:
        raise UnreadableError("this is not a text in any known encoding")
    # Windows' Western encoding is by far the commonest of those that fit.
    encoding = "cp1252" if "cp1252" in best.could_be_from_charset else best.encoding
    text = content.decode(encoding, "replace")
    if sum(letter < " " and letter not in "\t\n\r\f" for letter in text) > len(text) / 100:
        raise UnreadableError("this is not a text but a binary file (it is full of control characters)")
    return text, (f"not UTF-8: read as {encoding}, so look at its accents and quotation marks",)


def _sample_around_first_error(content: bytes) -> bytes:
    """Enough for the encoding to be found out in reasonable time: from the first byte that is not ASCII on."""
    first = next(place for place, byte in enumerate(content) if byte > 0x7F)
    begin = max(0, first - _SAMPLE // 2)
    return content[begin : begin + _SAMPLE]
