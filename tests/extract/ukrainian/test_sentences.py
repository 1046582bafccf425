from __future__ import annotations

import pytest

from pactwatch.extract.ukrainian.sentences import SentenceCutter


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("1. Перше речення. Друге речення.", ["Перше речення.", "Друге речення."]),
        ("Підписано в м. Київ 24 лютого 2024 р. у двох примірниках.", None),
        ("Виділено 5 млрд. Євро не названо.", None),
        ("За Україну: В. Зеленський", None),
        ("а) надавати допомогу;", ["надавати допомогу;"]),
        ("• Учасники зустрінуться. Вони домовляться.", ["Учасники зустрінуться.", "Вони домовляться."]),
        ("проти Учасників.. Учасники діятимуть", ["проти Учасників..", "Учасники діятимуть"]),
    ],
)
def test_lines_are_cut_at_full_stops_that_end_no_abbreviation(
    codebook, line: str, sentences: list[str] | None
) -> None:
    cutter = SentenceCutter(codebook.promises.abbreviations)
    assert [line[start:end] for start, end in cutter.cut(line)] == (sentences or [line])
