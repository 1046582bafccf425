from __future__ import annotations

import pytest

from pactwatch.read.errors import UnreadableError
from pactwatch.read.text import read


def test_utf8_is_kept_as_it_is_without_a_warning() -> None:
    content = read("The mayor said: “No.”\r\n\r\n  Second line — here.".encode())
    assert content.text == "The mayor said: “No.”\n\n  Second line — here."
    assert content.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_names_the_encoding(encoding: str) -> None:
    assert read("Київ, 5 травня".encode(encoding)).text == "Київ, 5 травня"


def test_windows_text_is_read_with_a_warning() -> None:
    written = "The mayor said: “We will not give in” – and the café was hit by shells, he added on Tuesday."
    content = read(written.encode("cp1252"))
    assert content.text == written
    assert "cp1252" in content.warnings[0]


def test_some_invalid_utf8_does_not_lose_the_rest() -> None:
    content = read("Удар по місту Харків, повідомив мер. ".encode() * 5 + b"\xff the end")
    assert content.text.startswith("Удар по місту")
    assert content.text.endswith("the end")
    assert content.warnings == ("1 places are not valid UTF-8 and could not be read",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"MZ\x90\x00\x03\x00", "binary file"),
        (b"%PDF-1.7 and so on", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (bytes(range(1, 256)) * 20, "not a text"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(content)
