from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.read.boilerplate import is_boilerplate
from pactwatch.read.items import item_at, items_of

SENTENCE = "Officials of the mission said on Tuesday that the line of contact had been quiet for most of the week. "
PAGE = f"""Skip to content
The line stays quiet

by Ada Field March 5, 2024 10:42 PM 2 min read

{SENTENCE * 3}

Another story: what the truce costs and who pays for it
The bill for the truce has been rising since last winter, as the treasury of each side has had to admit in recent weeks, an…

{SENTENCE * 2}

Authors: Ada Field
Shells hit a village at the border.

{SENTENCE}
March 9, 2024

Drones fly over the river again.

{SENTENCE}

Related content
Talks begin in Geneva
Subscribe
* indicates required
"""


def roles(text: str, words: str) -> tuple[str, str | None]:
    items = items_of(text, title="The line stays quiet", published="2024-03-05", from_site=True)
    item = item_at(items, text.index(words))
    assert item is not None
    return item.role, item.published


@pytest.mark.parametrize(
    ("words", "role", "published"),
    [
        ("The line stays quiet", "story", "2024-03-05"),
        ("Officials of", "story", "2024-03-05"),
        ("Skip to", "boilerplate", None),
        ("by Ada", "boilerplate", None),
        ("Another story", "teaser", None),
        ("The bill", "teaser", None),
        ("Shells hit", "feed", None),
        ("Drones fly", "feed", "2024-03-09"),
        ("Related content", "boilerplate", None),
        ("Talks begin", "teaser", None),
        ("* indicates", "boilerplate", None),
    ],
)
def test_each_piece_of_a_page_has_its_role_and_its_own_date(words: str, role: str, published: str | None) -> None:
    assert roles(PAGE, words) == (role, published)


def test_the_main_story_comes_first_and_ends_before_the_feed() -> None:
    main = items_of(PAGE, title="The line stays quiet", published="2024-03-05", from_site=True)[0]
    assert main.heading == "The line stays quiet"
    assert PAGE[main.start : main.end].startswith("The line stays quiet")
    assert "Shells" not in PAGE[main.start : main.end]


def test_a_document_from_no_site_is_one_story() -> None:
    (item,) = items_of(PAGE, title=None, published=None, from_site=False)
    assert PAGE[item.start : item.end] == PAGE.strip()


def test_sentences_of_boilerplate_inside_running_text_are_marked() -> None:
    text = f"{SENTENCE}Please enable JavaScript in your settings. {SENTENCE}All rights reserved."
    items = items_of(text, title=None, published=None, from_site=True)
    assert [text[item.start : item.end] for item in items if item.role == "boilerplate"] == [
        "Please enable JavaScript in your settings.",
        "All rights reserved.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Become a member Gift membership",
        "Three years of reporting, funded by our readers: become a member now.",
        "This audio is created with AI assistance",
        "10547 visitors online",
        "* indicates required",
    ],
)
def test_furniture_is_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "NATO's new members will raise their financial contribution.",
        "Ukraine's membership of NATO is no gift, the members said.",
        "Share of GDP",
        "The print run of the treaty",
        "By noon on 3 March the guns were silent.",
        "Help us, donate weapons, the president said.",
    ],
)
def test_news_is_not(line: str) -> None:
    assert not is_boilerplate(line)


@given(st.text(alphabet="ab .\n…", max_size=200) | st.lists(st.sampled_from(PAGE.split("\n"))).map("\n".join))
def test_items_lie_in_the_text_and_every_word_is_in_one(text: str) -> None:
    items = items_of(text, title=None, published="2024-03-05", from_site=True)
    for item in items:
        assert 0 <= item.start < item.end <= len(text)
        assert item.published is None or item.role in ("story", "feed", "teaser")
    assert len([item for item in items if item.published == "2024-03-05"]) <= 1
