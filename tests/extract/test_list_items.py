"""Lists in agreements: each item is a promise by what the line before the list says."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.extract.list_items import is_label, style_of
from pactwatch.read.document import Document
from pactwatch.read.reader import read_file


@pytest.fixture
def listed(instrument):
    """The promises in an article that is a list, one line an item."""

    def read(*lines: str) -> list:
        return instrument(["\n".join(lines)], "commitment")

    return read


def test_items_inherit_from_a_bare_modal(listed):
    found = listed("The Participants shall:", "clear mines along the front;", "and", "exchange all prisoners of war.")
    assert [claim.quote for claim in found] == ["clear mines along the front;", "exchange all prisoners of war."]
    assert [claim.action for claim in found] == ["demining", "prisoner_release"]
    assert {frozenset(claim.promisors) for claim in found} == {frozenset({"DNK", "UKR"})}
    assert {claim.firmness for claim in found} == {"signed"}


def test_what_is_prohibited_is_promised_not_to_be_done(listed):
    found = listed("The following acts are prohibited:", "sexual violence;", "offensive operations.")
    assert [(claim.action, claim.polarity) for claim in found] == [
        ("protection_of_civilians", "will_not"),
        ("ceasefire", "will_not"),
    ]


def test_a_list_of_members_is_no_list_of_promises(listed):
    assert listed("The Joint Commission shall be composed of:", "two officers of Denmark;", "one judge.") == []


def test_a_list_of_past_help_promises_nothing(listed):
    assert listed("Denmark has given Ukraine weapons, such as:", "• tanks;", "• howitzers.") == []


def test_the_list_ends_with_its_last_item(listed):
    found = listed(
        "Denmark will provide Ukraine with:", "(a) radars;", "(b) medical training.", "Other fields of training"
    )
    assert [claim.quote for claim in found][1:] == ["(a) radars;", "(b) medical training."]


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("1.2.4. Carry out", "number 3"),
        ("(a) radars", "parenthesised letter"),
        ("(3) radars", "parenthesised number"),
        ("• radars", "bullet •"),
        ("o radars", "bullet o"),
        ("radars and", "lower case"),
        ("Radars and", "plain"),
    ],
)
def test_styles_of_items(line, style):
    assert style_of(line) == style


@pytest.mark.parametrize(
    ("line", "label"), [("1.2.4.", True), ("and", True), ("(b)", True), ("Article 4 shall", False)]
)
def test_lines_that_are_only_a_label(line, label):
    assert is_label(line) is label


MEASURES = """{title}

1.

Immediate and comprehensive ceasefire between Ukraine and Russia.

2.

Withdrawal of all heavy weapons by both sides.

- for the first side:

from the line of contact.

3.

Ensure the release and exchange of all hostages.

All prisoners of war are to be released within ten days.

4.

Russia and Ukraine have met twice this month.

Minsk, 3 March 2021

Participants of the talks:

Ambassador Anna Keller

Envoy Boris Lind
"""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Package of measures for a ceasefire between Ukraine and Russia",
            [("1", "ceasefire"), ("2", "withdrawal"), ("3", "prisoner_release"), ("3", "prisoner_release")],
        ),
        ("Memorandum on a ceasefire between Ukraine and Russia", [("3", "prisoner_release")]),
    ],
)
def test_the_title_of_a_list_of_measures_is_its_lead_in(extractor, tmp_path: Path, title, expected):
    path = tmp_path / "measures.txt"
    path.write_text(MEASURES.format(title=title), encoding="utf-8")
    found = [claim for claim in extractor.extract(read_file(path)) if claim.kind == "commitment"]
    assert [(claim.section, claim.action) for claim in found] == expected
    assert {frozenset(claim.promisors) for claim in found} == {frozenset({"UKR", "RUS"})}
    assert {claim.firmness for claim in found} == {"signed"}


def test_a_statement_whose_preamble_opens_a_list_of_bare_verbs(extractor):
    text = (
        "Statement by Denmark and Ukraine on the ceasefire\n"
        "The Contact Group of Denmark and Ukraine, acknowledging the calm of past weeks and guided by earlier agreements:\n"
        "- Re-affirm their full commitment to an unlimited ceasefire from 5 March 2024 at 00 hrs.\n"
        "01 min.\n"
        "(Kyiv time);\n"
        "- Underline the importance of calm;\n"
        "no firing, including return fire;\n"
        "- Undertake to ensure safe access for observers.\n"
    )
    document = Document(
        doc="statement.txt", text=text, title="Statement by Denmark and Ukraine on the ceasefire", language="en"
    )
    found = [claim for claim in extractor.extract(document) if claim.kind == "commitment"]
    assert [(claim.quote.split()[0 if claim.quote[0] != "-" else 1], claim.polarity) for claim in found] == [
        ("Re-affirm", "will"),
        ("no", "will_not"),
        ("Undertake", "will"),
    ]


def test_what_an_instrument_bans_will_not_be_done(instrument):
    (banned,) = instrument(["There is a ban on the use of all types of weapons."], "commitment")
    assert (banned.polarity, set(banned.promisors)) == ("will_not", {"DNK", "UKR"})
    (moved,) = instrument(["A ban is to be introduced on the deployment of heavy weapons."], "commitment")
    assert moved.polarity == "will_not"


def test_ending_the_instrument_is_no_promise(instrument):
    articles = ["The Participants may terminate it in writing.", "Either Participant may amend it at any time."]
    assert instrument(articles, "commitment") == []
