from __future__ import annotations

import pytest

from pactwatch.read.errors import UnreadableError
from pactwatch.read.html import read

STORY = " ".join(
    f"On day {number} the mission counted {number} breaches of the ceasefire." for number in range(2, 20)
)
PAGE = f"""<!DOCTYPE html><html><head><title>Truce holds - The Paper</title>
<meta property="og:site_name" content="The Paper"><meta name="author" content="Ada Field">
<meta property="article:published_time" content="2026-03-04T22:10:00+02:00"></head>
<body><nav><a href="/">Home</a> <a href="/war">War</a></nav>
<article><h1>Truce holds</h1><p>{STORY}</p><p>Officials said on 1 March 2026 that it would.</p></article>
<footer>All rights reserved</footer></body></html>"""
DOCUMENT = """<p><a id="0">Terms of the truce

The two sides, meeting on the bridge, have
agreed on what follows:

1.</a></p>
<p><a id="1">All guns are silent from noon.</a></p>
<p><a id="2">

2.</a></p>
<p><a id="3">Nobody crosses the river before the mission has</a></p>
<p><a id="4">counted the guns.</a></p>"""


def test_a_page_gives_its_story_and_its_metadata() -> None:
    content = read(PAGE.encode())
    assert STORY in content.text
    assert "Home" not in content.text
    assert "rights" not in content.text
    assert content.metadata.outlet == "The Paper"
    assert content.metadata.byline == "Ada Field"
    assert content.metadata.published == "2026-03-04"
    assert content.from_site


def test_a_date_in_the_text_is_not_the_pages() -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2026-03-04T22:10:00+02:00">', "")
    assert read(page.encode()).metadata.published is None


def test_a_document_comes_out_whole() -> None:
    content = read(DOCUMENT.encode())
    assert content.text.split() == " ".join(
        ["Terms of the truce The two sides, meeting on the bridge, have agreed on what follows: 1. All guns are",
         "silent from noon. 2. Nobody crosses the river before the mission has counted the guns."]
    ).split()  # fmt: skip
    assert "meeting on the bridge, have agreed" in content.text
    assert "has counted the guns" in content.text
    assert not content.from_site


def test_lists_have_the_numbers_that_a_browser_prints() -> None:
    page = (
        "<body><p>They agree:</p><ol start='3'><li>to stop;</li><li>to count:<ol type='a'><li>guns</li><li>men</li></ol>"
        "</li></ol><ul><li>and to talk</li></ul></body>"
    )
    lines = [line for line in read(page.encode()).text.split("\n") if line]
    assert lines == ["They agree:", "3. to stop;", "4. to count:", "a. guns", "b. men", "• and to talk"]


def test_what_nobody_sees_is_left_out() -> None:
    page = "<body><script>var a</script><p>Seen <b>words</b><!-- not --> here</p><style>p{}</style>and after</body>"
    assert read(page.encode()).text.split() == ["Seen", "words", "here", "and", "after"]


def test_the_declared_encoding_counts() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Перемир\'я тримається</p></body></html>'
    assert read(page.encode("cp1251")).text == "Перемир'я тримається"


def test_a_page_without_a_story_is_given_whole_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trafilatura.extract", lambda *given, **named: None)
    content = read(b"<html><body><nav>" + b"<a href='/'>Go there</a> " * 200 + b"</nav></body></html>")
    assert content.text.startswith("Go there")
    assert "no story was found" in content.warnings[0]


@pytest.mark.parametrize("content", [b"   ", b"\x00\x01<p>"])
def test_what_is_no_page_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(content)


def test_the_numbers_of_the_papers_pages_are_left_out() -> None:
    pages = "".join(
        f"<p>The sides agree on point {word}.</p><p>{number}</p>" for number, word in enumerate("abcdef", 1)
    )
    text = read(f"<p>Terms</p><p>Posts:</p><p>40</p>{pages}".encode()).text
    assert [line for line in text.split("\n") if line.isdecimal()] == ["40"]
