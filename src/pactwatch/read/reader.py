"""From a file, or its bytes, to a document."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pactwatch.read import docx, html, pdf, text
from pactwatch.read.content import Content
from pactwatch.read.document import Document
from pactwatch.read.errors import ReadError, UnreadableError
from pactwatch.read.items import items_of
from pactwatch.read.language import language_of
from pactwatch.read.metadata import Metadata, read_sidecar
from pactwatch.read.opening import described
from pactwatch.read.published import publication
from pactwatch.read.sections import sections_of
from pactwatch.read.signing import signing_of

LARGEST = 50 * 1024 * 1024
"""The size in bytes above which a file is refused."""

MOST_CHARACTERS = 10_000_000
"""The length of a text above which it is refused: some 20 thick books."""

FORMATS: dict[str, Callable[[bytes], Content]] = {
    ".txt": text.read,
    ".md": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".docx": docx.read,
    ".pdf": pdf.read,
}
"""What reads a file, by the ending of its name."""


def read_file(path: Path, published: str | None = None) -> Document:
    """Read one file, with the metadata of NAME.json where that stands beside it.

    `published` is the date that the user gives, in any usual form; it goes before every other. Raises ReadError,
    whose text is one line for the user, whatever is wrong with the file.
    """
    try:
        if path.is_dir():
            raise ReadError(path, "this is a folder, not a file")
        size = path.stat().st_size
        if size > LARGEST:
            raise ReadError(path, f"it has {size // 2**20} MB, more than the {LARGEST // 2**20} MB that are read")
        if not path.is_file():
            raise ReadError(path, "this is not a regular file")
        _format_of(path)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(path, "there is no such file") from error
    except (OSError, ValueError) as error:
        raise ReadError(path, getattr(error, "strerror", None) or str(error)) from error
    return _read(path, content, read_sidecar(path), published)


def read_bytes(name: str, content: bytes, *, sidecar: Metadata | None, published: str | None) -> Document:
    """Read the bytes of a file called `name`, whose ending tells its format. Raises ReadError as `read_file` does."""
    return _read(Path(name), content, sidecar, published)


def files_under(paths: Iterable[Path]) -> list[Path]:
    """The files to read: each path that is no folder, and of each folder all files that can be read, sorted.

    The metadata NAME.json of a file is not among them, nor are hidden files. A path that does not exist is kept, so
    that reading it says so.
    """
    files: list[Path] = []
    for path in paths:
        files.extend(_inside(path) if path.is_dir() else _unless_sidecar(path))
    return list(dict.fromkeys(files))


def _inside(folder: Path) -> Iterator[Path]:
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(
            Path(place, name) for name in names if Path(name).suffix.lower() in FORMATS and not name.startswith(".")
        )
    yield from sorted(found)


def _unless_sidecar(path: Path) -> Iterator[Path]:
    """A shell's NAME.* names the metadata too: it is read with its file."""
    is_sidecar = path.suffix.lower() == ".json" and any(path.with_suffix(ending).is_file() for ending in FORMATS)
    if not is_sidecar:
        yield path


def _format_of(path: Path) -> Callable[[bytes], Content]:
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        ending = path.suffix or "without ending"
        raise ReadError(path, f"this kind of file ({ending}) is not read; {', '.join(FORMATS)} are") from None


def _read(path: Path, content: bytes, sidecar: Metadata | None, published: str | None) -> Document:
    read = _format_of(path)
    if not content:
        raise ReadError(path, "the file is empty")
    if len(content) > LARGEST:
        raise ReadError(path, f"it has {len(content) // 2**20} MB, more than the {LARGEST // 2**20} MB that are read")
    try:
        return _document(path, content, read(content), sidecar, published)
    except ReadError:
        raise
    except UnreadableError as error:
        raise ReadError(path, str(error)) from error
    except Exception as error:
        # Whatever a library stumbles over in a stranger's file must not stop the files after it.
        reason = str(error).strip().split("\n")[0] or type(error).__name__
        raise ReadError(path, f"it cannot be read: {reason[:200]}") from error


def _document(path: Path, content: bytes, read: Content, sidecar: Metadata | None, published: str | None) -> Document:
    if not read.text.strip():
        raise UnreadableError("it has no text")
    if len(read.text) > MOST_CHARACTERS:
        millions = 1_000_000
        raise UnreadableError(
            f"its text has {len(read.text) // millions} million characters, "
            f"more than the {MOST_CHARACTERS // millions} million that are read; cut it into parts"
        )
    sections = sections_of(read.text, read.headings)
    words = described(read.text, read.headings)
    if sections and words.published is None and (signing := signing_of(read.text)) is not None:
        # The day on which an instrument was signed is its own date.
        words = words.model_copy(update={"published": signing.date})
    try:
        date, basis, warnings = publication(user=published, sidecar=sidecar, page=read.metadata, words=words)
    except ValueError as error:
        raise UnreadableError(str(error)) from error
    language = language_of(read.text)
    said = [source for source in (sidecar, read.metadata, words) if source is not None]
    title = _first(source.title for source in said)
    return Document(
        doc=path.name,
        text=read.text,
        title=title,
        outlet=_first(source.outlet for source in said),
        byline=_first(source.byline for source in said),
        url=_first(source.url for source in said),
        published=date,
        published_basis=basis,
        language=language,
        media_type=read.media_type,
        sha256=hashlib.sha256(content).hexdigest(),
        sections=sections,
        items=items_of(read.text, title=title, published=date, from_site=read.from_site and not sections),
        warnings=(*read.warnings, *warnings),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
