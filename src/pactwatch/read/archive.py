"""Zip archives from strangers: what would unpack to too much is refused before it is opened."""

from __future__ import annotations

import io
import zipfile

from pactwatch.read.errors import UnreadableError

_MOST_ENTRIES = 5_000
_MOST_BYTES = 200 * 1024 * 1024
_MOST_XML = 60 * 1024 * 1024
_STEEPEST = 300
_HARMLESS = 10 * 1024 * 1024


def check_archive(content: bytes) -> None:
    """Raises UnreadableError where the zip is broken, encrypted, unpacks to too much, or its XML declares entities.

    An entry never gives more than the size that it declares (zipfile stops there and then finds the checksum wrong),
    so that declared sizes can be trusted as a bound.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            total = sum(entry.file_size for entry in entries)
            if len(entries) > _MOST_ENTRIES or total > _MOST_BYTES:
                raise UnreadableError(f"it would unpack to {total // 2**20} MB in {len(entries)} parts: too much")
            if total > _HARMLESS and total > _STEEPEST * len(content):
                raise UnreadableError(
                    f"it is a zip bomb: {len(content) // 1024} KB that unpack to {total // 2**20} MB"
                )
            if any(entry.flag_bits & 1 for entry in entries):
                raise UnreadableError("it is encrypted: save it without a password")
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    _check_xml(archive, entry)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise UnreadableError(f"it is broken: {error}") from error


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if entry.file_size > _MOST_XML:
        raise UnreadableError(f"its part {entry.filename} is {entry.file_size // 2**20} MB, which is too much")
    # Office never writes a document type; one is there to expand entities, or to reach for other files.
    xml = archive.read(entry)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or "<!DOCTYPE".encode("utf-16-le") in xml:
        raise UnreadableError(f"its part {entry.filename} declares XML entities, which no Office file does")
