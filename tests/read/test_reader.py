from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.read.errors import ReadError
from pactwatch.read.metadata import Metadata
from pactwatch.read.reader import FORMATS, LARGEST, files_under, read_bytes, read_file

STORY = "The guns fell silent at noon on Tuesday, the mission said, and both sides kept to what they had agreed."


def test_a_file_becomes_a_document_with_what_stands_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    (tmp_path / "story.json").write_text(
        '{"title": "Silent", "outlet": "The Paper", "published": "Sun, 25 May 2025 23:33:50 EDT"}', encoding="utf-8"
    )
    document = read_file(path)
    assert (document.doc, document.text, document.title) == ("story.txt", STORY, "Silent")
    assert (document.outlet, document.published, document.published_basis) == ("The Paper", "2025-05-25", "metadata")
    assert document.language == "en"
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [item.published for item in document.items] == ["2025-05-25"]
    assert read_file(path, "26 May 2025").published_basis == "user"


def test_the_same_bytes_give_the_same_document(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    assert read_bytes("story.txt", path.read_bytes(), sidecar=None, published=None) == read_file(path)


def test_another_language_is_read_and_named() -> None:
    text = "Сторони домовилися у вівторок, що вогонь припиняється опівдні. " * 3
    document = read_bytes("story.txt", text.encode(), sidecar=None, published=None)
    assert document.language == "uk"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("space.txt", b" \n\n ", "no text"),
        ("binary.txt", b"\x00\x01", "binary"),
        ("broken.pdf", b"%PDF-1.7", "broken"),
        ("broken.docx", b"PK", "broken"),
        ("table.xlsx", b"PK", r"\.xlsx"),
        ("nothing", b"words", "without ending"),
        ("large.txt", b"a " * 5_500_000, "million characters"),
    ],
)
def test_what_cannot_be_read_gives_one_line_with_name_and_reason(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as raised:
        read_bytes(name, content, sidecar=None, published=None)
    assert raised.value.path == Path(name)
    assert str(raised.value) == f"{name}: {raised.value.reason}"
    assert "\n" not in str(raised.value)


def test_a_date_that_is_none_is_an_error() -> None:
    with pytest.raises(ReadError, match="not a date"):
        read_bytes("a.txt", b"words", sidecar=None, published="soon")


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(4 * LARGEST)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    with pytest.raises(ReadError, match="200 MB, more than the 50 MB"):
        read_file(tmp_path / "huge.txt")


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read_file(tmp_path / "missing.txt")
    with pytest.raises(ReadError, match="a folder"):
        read_file(tmp_path)
    with pytest.raises(ReadError):
        read_file(Path("a\0b.txt"))


def test_what_a_library_throws_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(content: bytes) -> None:
        raise RecursionError("too deep\nto go on")

    monkeypatch.setitem(FORMATS, ".txt", stumble)
    with pytest.raises(ReadError, match=r"^a\.txt: it cannot be read: too deep$"):
        read_bytes("a.txt", b"words", sidecar=None, published=None)


@given(st.binary(min_size=1, max_size=300), st.sampled_from(sorted(FORMATS)))
def test_any_bytes_are_read_or_refused(content: bytes, ending: str) -> None:
    try:
        document = read_bytes(f"a{ending}", content, sidecar=Metadata(), published=None)
    except ReadError as error:
        assert error.reason
    else:
        assert document.text.strip()


def test_folders_are_read_in_order_without_metadata_and_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "b.json", "a.html", "deep/c.pdf", ".hidden/d.txt", "e.csv", ".f.txt", "G.DOCX"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    missing = tmp_path / "missing.txt"
    found = files_under([tmp_path, tmp_path / "b.txt", tmp_path / "b.json", tmp_path / "e.csv", missing])
    assert [path.name for path in found] == ["G.DOCX", "a.html", "b.txt", "c.pdf", "e.csv", "missing.txt"]


def test_everything_in_the_shared_data_is_read(shared: Path) -> None:
    files = files_under([shared / "seeds", shared / "data" / "minsk", shared / "data" / "south_sudan"])
    assert len(files) > 200
    for path in files:
        document = read_file(path)
        assert document.language == "en"
        assert document.items
