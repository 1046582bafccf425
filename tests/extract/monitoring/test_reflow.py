"""Scanned text made whole again, with every character's place kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pactwatch.extract.monitoring.reflow import reflow

NAMES = ("SPLM/A-IO", "SSPDF", "CTSAMVM", "R-ARCSS")


def blocks(text: str):
    return reflow(text, NAMES, lambda line: line == "Conclusion")


def test_a_sentence_that_the_page_breaks_is_whole():
    text = "3.1 CTSAMVM did not confirm whether there was\n\nrecruitment of these children."
    (block,) = blocks(text)
    assert (block.text, block.marker) == (
        "CTSAMVM did not confirm whether there was recruitment of these children.",
        "3.1",
    )


def test_a_stamp_between_two_halves_is_left_out():
    text = "The soldiers acted in clear\n- ag ON s wy |\n| » ag |\nviolation of the R-ARCSS."
    assert [block.text for block in blocks(text)] == ["The soldiers acted in clear violation of the R-ARCSS."]


def test_a_misread_name_is_matched_and_quoted_as_it_stands():
    text = "The attack was by SPLMW/A-IO forces and the SSPDE."
    (block,) = blocks(text)
    assert block.text == "The attack was by SPLM/A-IO forces and the SSPDF."
    start, end = block.within(0, len(block.text))
    assert text[start:end] == text


def test_a_heading_begins_and_ends_a_paragraph():
    assert [block.heading for block in blocks("It was signed by the\nConclusion\nIt was so.")] == [False, True, False]


def test_a_rank_does_not_end_a_sentence():
    (block,) = blocks("Maj. Gen. James Koang of the SSPDF spoke. Brig. Gen. Peter Gadet did not.")
    assert [one.text for one in block.sentences()] == [
        "Maj. Gen. James Koang of the SSPDF spoke.",
        "Brig. Gen. Peter Gadet did not.",
    ]


def test_a_number_that_the_scan_ran_on_begins_a_sentence_and_is_no_part_of_it():
    (block,) = blocks("It was told in report 2021/06. ii, There was an ambush near Tali.")
    assert [one.text for one in block.sentences()] == [
        "It was told in report 2021/06.",
        "There was an ambush near Tali.",
    ]


@given(st.text(alphabet="ab AB.,|~\n•13SPLM/-IO“”", max_size=200))
def test_every_character_knows_a_place_in_the_text_and_they_never_go_back(text):
    for block in reflow(text, NAMES, lambda line: False):
        assert len(block.text) == len(block.origin)
        assert all(0 <= at < len(text) for at in block.origin)
        assert list(block.origin) == sorted(block.origin)


def test_a_number_before_small_letters_is_no_list_number():
    (block,) = blocks("52 civilians were killed in the village.")
    assert (block.marker, block.text) == ("", "52 civilians were killed in the village.")


def test_a_bullet_behind_a_scribble_still_begins_an_item():
    found = blocks("The rape of women in the village and its surroundings\n\nae •\n\nIn May the detention of youths.")
    assert [(block.marker, block.text) for block in found] == [
        ("", "The rape of women in the village and its surroundings"),
        ("•", "In May the detention of youths."),
    ]


def test_a_line_right_below_a_sentence_without_end_goes_on_with_it():
    (block,) = blocks("The owner of the lorry at\nTali was arrested.")
    assert block.text == "The owner of the lorry at Tali was arrested."


def test_a_full_stop_without_its_blank_ends_a_sentence():
    (block,) = blocks("It was told in November 2022.The Board condemned it.")
    assert [one.text for one in block.sentences()] == ["It was told in November 2022.", "The Board condemned it."]


def test_a_number_that_the_page_leaves_alone_begins_the_sentence_below_it():
    (block,) = blocks("Three\nSPLA and two other soldiers were wounded.")
    assert block.text == "Three SPLA and two other soldiers were wounded."
