from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.read.document import Section
from pactwatch.read.reader import read_file
from pactwatch.read.sections import citation_at, section_at, sections_of

WORDS = "the two sides support each other with what they have and what they can spare in the year to come."


def cited(text: str, words: str, headings: dict[int, int] | None = None) -> str | None:
    return citation_at(sections_of(text, headings), text.index(words))


def numbers(text: str) -> list[str | None]:
    return [section.number for section in sections_of(text)]


def test_paragraphs_of_parts_carry_the_number_of_their_part() -> None:
    text = f"A treaty\nI. Aid\n1. One {WORDS}\n2. Two {WORDS}\nII. Trade\n1. Three {WORDS}\n2. Four {WORDS}"
    assert numbers(text) == ["I", "I.1", "I.2", "II", "II.1", "II.2"]


def test_paragraphs_counted_through_the_whole_text_do_not() -> None:
    text = f"A treaty\nI. Aid\n1. One {WORDS}\n2. Two {WORDS}\nII. Trade\n3. Three {WORDS}\n(a) Four;\n(b) Five.\n4. {WORDS}"
    assert numbers(text) == ["I", "1", "2", "II", "3", "3(a)", "3(b)", "4"]


def test_articles_keep_their_word_and_lend_their_number() -> None:
    text = f"A treaty\nArticle 1: Aid\n1. One {WORDS}\n2. Two {WORDS}\nArticle 2: Trade\n1. Three {WORDS}"
    assert numbers(text) == ["Article 1", "1.1", "1.2", "Article 2", "2.1"]


def test_decimal_numbers_stand_as_printed() -> None:
    text = (
        f"A treaty\nCHAPTER II:\nTRUCE\n2.1.\nA truce {WORDS}\n2.1.1. One {WORDS}\n2.1.2. Two {WORDS}\n2.2. {WORDS}"
    )
    assert numbers(text) == ["CHAPTER II", "2.1", "2.1.1", "2.1.2", "2.2"]
    assert cited(text, "Two") == "2.1.2"


def test_headings_with_numbers_are_parts_of_the_paragraphs_below_them() -> None:
    text = f"A treaty\n1. Aid\n1. One {WORDS}\n2. Two {WORDS}\n6. Trade\n1. Three {WORDS}\n2. Four {WORDS}".replace(
        "5", "1"
    ).replace("6", "2")
    assert numbers(text) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]


def test_a_list_inside_a_paragraph_does_not_end_the_count() -> None:
    text = f"A treaty\n1. One {WORDS}\n2. Two {WORDS}\n1. first,\n2. second,\n3. Three {WORDS}\n4. Four {WORDS}"
    assert numbers(text)[-1] == "4"


def test_letters_and_roman_numbers_are_told_apart() -> None:
    items = "".join(f"({letter}) item;\n" for letter in "abcdefghi")
    text = f"A treaty\n1. One {WORDS}\n{items}2. Two {WORDS}\n(i) first;\n(ii) second.\n3. Three {WORDS}"
    assert numbers(text)[9:] == ["1(i)", "2", "2(i)", "2(ii)", "3"]


def test_under_a_bare_heading_the_heading_is_cited_too() -> None:
    body = WORDS * 2
    text = f"A treaty\n1. Aid\nIn general {body}\nAir defence\nIn the air {body}\n2. Trade\nIn trade {body}\n3. End\n{body}"
    assert cited(text, "In general") == "1"
    assert cited(text, "In the air") == "1, Air defence"
    assert cited(text, "In trade") == "2"


def test_words_below_a_list_of_one_line_items_belong_to_its_paragraph() -> None:
    text = (
        f"A treaty\n1. One {WORDS}\n(a) first;\n(b) second;\n(c) third.\nIn all {WORDS}\n2. Two {WORDS}\n3. {WORDS}"
    )
    assert cited(text, "third") == "1(c)"
    assert cited(text, "In all") == "1"


def test_letters_of_both_scripts_head_one_list() -> None:
    text = "Угода\nСтаття 1. Відновлення\n" + "\n".join(
        f"{letter}. Співробітництво у сфері {letter}\n1. Учасники співпрацюватимуть.\n2. Учасники зустрінуться."
        for letter in ("а", "б", "с", "d", "е")
    )
    numbers = [section.number for section in sections_of(text)]
    assert numbers[:4] == ["Стаття 1", "1(а)", "1(а).1", "1(а).2"]
    assert [number for number in numbers if number and number.endswith(")")] == [
        "1(а)",
        "1(б)",
        "1(с)",
        "1(d)",
        "1(е)",
    ]


def test_the_signatures_are_no_part_of_the_last_paragraph() -> None:
    text = f"A treaty\n1. One {WORDS}\n2. Two {WORDS}\n3. Three {WORDS}\nSigned in Paris on 3 March 2026."
    assert cited(text, "Signed in") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"A story.\n{WORDS}\n2. {WORDS}",
        f"A story.\n{WORDS * 20}\nThree things:\n1. one\n2. two\n3. three\n{WORDS * 20}",
        f"12 January 2024\n{WORDS}\n5 things to know",
    ],
)
def test_what_is_no_instrument_has_no_sections(text: str) -> None:
    assert sections_of(text) == ()


@given(
    st.lists(
        st.sampled_from(["1. a b", "2. c d", "(a) e f", "(i) g", "II. H", "Article 3", "2.1 i", "J k l", "", WORDS])
    )
)
def test_sections_always_nest_and_lie_in_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    open_sections: list[Section] = []
    for section in sections_of(text):
        assert 0 <= section.start < section.end <= len(text)
        while open_sections and open_sections[-1].end <= section.start:
            open_sections.pop()
        if open_sections:
            assert section.end <= open_sections[-1].end
        open_sections.append(section)
        innermost = section_at(sections_of(text), section.start)
        assert innermost is not None
        assert innermost.start <= section.start < innermost.end


def test_the_paragraphs_of_real_agreements_are_cited_right(shared: Path) -> None:
    """Agreements whose gold cites by number; the floor is below what was measured (97 of 99)."""
    right = total = 0
    for row in (shared / "gold" / "agreements_spans.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(row)
        if gold["doc"] == "POL":  # its gold names headings, without the paragraphs' numbers
            continue
        (path,) = (shared / "data" / "agreements").glob(f"{gold['doc']}.*")
        document = read_file(path)
        for fact in gold["facts"]:
            start = document.text.find(fact["quote"])
            if start < 0:
                continue
            total += 1
            number = (
                (citation_at(document.sections, start) or "").replace("(", ".").replace(")", "").rsplit(".", 1)[-1]
            )
            right += number == fact["section"].replace("(", ".").replace(")", "").rsplit(".", 1)[-1]
    assert total > 60
    assert right / total >= 0.95


def test_articles_stand_in_their_part_and_annexes_in_none() -> None:
    aid = f"PART\nI AID\nArticle One Arms\n{WORDS}\nArticle Two Food\n{WORDS}"
    trade = f"PART II TRADE\nArticle Three Grain\n{WORDS}"
    text = f"A treaty\n{aid}\n{trade}\nAnnex A: Lists\n1. {WORDS}\n2. {WORDS}"
    outline = [(section.number, section.level) for section in sections_of(text)]
    assert outline == [
        ("PART I", 1), ("Article One", 2), ("Article Two", 2), ("PART II", 1), ("Article Three", 2),
        ("Annex A", 1), ("Annex A.1", 2), ("Annex A.2", 2),
    ]  # fmt: skip


def test_a_list_that_a_colon_leads_into_stands_in_its_paragraph() -> None:
    text = f"A treaty\n1. Guns {WORDS}\n2. Cyber:\n1. They watch;\n2. They warn.\n3. Mines {WORDS}\n4. Food {WORDS}"
    assert numbers(text) == ["1", "2", "2.1", "2.2", "3", "4"]


def test_signatures_and_dates_are_no_sections() -> None:
    text = f"A treaty\n3 May 2024\n1. {WORDS}\n2. {WORDS}\n3. {WORDS}\n"
    text += "Signed in Oslo on 3 May 2024.\nI. THE PARTIES:\nPrime Minister\n"
    assert numbers(text) == ["1", "2", "3"]
    assert sections_of(text)[-1].end < text.index("Signed")
