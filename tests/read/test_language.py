from __future__ import annotations

import socket

import pytest

from pactwatch.read import language
from pactwatch.read.language import language_of

ENGLISH = "The two sides agreed on Tuesday that the guns fall silent at noon."
UKRAINIAN = "Сторони домовилися у вівторок, що вогонь припиняється опівдні."


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
def test_the_model_that_is_installed_is_enough() -> None:
    language._detector.cache_clear()
    assert language_of(ENGLISH) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (UKRAINIAN, "uk"),
        ("Les deux parties sont convenues mardi que les armes se tairont à midi.", "fr"),
        ("კონფლიქტის მხარეები შეთანხმდნენ ცეცხლის შეწყვეტაზე.", "ka"),
        (f"Україна: новини\n\n{ENGLISH * 30}", "en"),
    ],
)
def test_languages_are_told_apart(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["", "Kyiv", "12 34 56", "https://example.org/some/english/words/in/an/address"])
def test_too_little_text_has_no_language(text: str) -> None:
    assert language_of(text) is None
