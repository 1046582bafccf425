from __future__ import annotations

import pytest

from pactwatch.read.reader import read_bytes
from pactwatch.read.signing import signing_of

BODY = "Agreement between Norland and Sudland\n1. The sides help each other.\n2. They meet each year.\n"


@pytest.mark.parametrize(
    ("words", "date", "place"),
    [
        ("Signed in Oslo on 3 May 2024 in duplicate in the English language.", "2024-05-03", "Oslo"),
        ("Signed, in duplicate, in Kharkiv, Ukraine, on 3 May 2024.", "2024-05-03", "Kharkiv, Ukraine"),
        ("SIGNED in two originals in Washington, D.C. on 3 May 2024.", "2024-05-03", "Washington, D.C."),
        ("Signed in Fasano (Apulia) on 3 May 2024, in duplicate.", "2024-05-03", "Fasano (Apulia)"),
        ("Done at Puglia, Italy, this 13th day of June, 2024, in two originals.", "2024-06-13", "Puglia, Italy"),
        ("Done in the Palace, Juba, on this Day 27th of June 2018,", "2018-06-27", "the Palace, Juba"),
        (
            "In witness of the above, the Parties have signed this Agreement on this 21st day of December 2017, in Juba.",
            "2017-12-21",
            "Juba",
        ),
        ("Підписано в м. Київ 24 лютого 2024 року, у двох примірниках.", "2024-02-24", "Київ"),
        ("Signed on 3 May 2024.", "2024-05-03", None),
    ],
)
def test_day_and_place_of_signing(words: str, date: str, place: str | None) -> None:
    signing = signing_of(f"{BODY}{words}\nFor Norland: Ada Field, President\nFor Sudland: Bo Hill")
    assert signing is not None
    assert (signing.date, signing.place) == (date, place)
    assert [line for _, line in signing.lines] == ["For Norland: Ada Field, President", "For Sudland: Bo Hill"]


def test_the_signatures_end_at_an_annex_and_at_notes() -> None:
    text = f"{BODY}Signed in Oslo on 3 May 2024.\nFor Norland: Ada Field\nAnnex A\nWhat is to be done.\n"
    signing = signing_of(text)
    assert signing is not None
    assert text[signing.end :].startswith("Annex A")
    text = text.replace("Annex A", "[1] A note.")
    signing = signing_of(text)
    assert signing is not None
    assert text[signing.end :].startswith("[1]")


def test_names_below_a_heading_are_signatures_with_the_day_below_them() -> None:
    names = "Ambassador Ada Field\nB.C. Hill (signed)\nMinsk, 12 February 2015\ni\n"
    text = f"{BODY}Participants of the Contact Group:\n{names}"
    signing = signing_of(text)
    assert signing is not None
    assert (signing.date, signing.place) == ("2015-02-12", "Minsk")
    assert signing.statement is not None
    assert text[slice(*signing.statement)] == "Minsk, 12 February 2015"
    assert [line for _, line in signing.lines] == ["Ambassador Ada Field", "B.C. Hill (signed)"]
    assert text[signing.end :].strip() == "i"


@pytest.mark.parametrize(
    "words",
    ["Signed copies are kept in Oslo.", "Done well, demining saves lives.", "It was signed in Oslo on 3 May 2024."],
)
def test_what_only_mentions_a_signature_is_none(words: str) -> None:
    assert signing_of(f"{BODY}{words}\n") is None


def test_the_day_of_signing_is_an_instruments_own_date() -> None:
    text = f"{BODY}3. They tell each other of dangers.\nSigned in Oslo on 3 May 2024.\n"
    document = read_bytes("a.txt", text.encode(), sidecar=None, published=None)
    assert (document.published, document.published_basis) == ("2024-05-03", "text")
