"""The furniture of news pages: what is on every page of a site and says nothing of the story."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHORT = 90
_LINES = re.compile(
    r"""
      skip\ to\ (?:main\ )?content | edit\ post | advertisement(?:\ supported\ by)?\.? | sponsored(?:\ content)?
    | share(?:\ (?:this|on)\b.*)? | follow\ us\b.* | print | comments?(?:\ \(\d+\))?
    | leave\ a\ (?:comment|reply) | subscribe(?:\ (?:now|today|here|to\b.*))?\.?
    | sign\ (?:up|in)(?:\ (?:now|for|to|here)\b.*)? | log\ in\.? | already\ a\ subscriber\?.*
    | want\ all\ of\ .*subscribe\.? | become\ a\ (?:member|subscriber)\b.* | gift\ .*membership
    | enter\ your\ e?-?mail\b.* | (?:please,?\ )?enter\ (?:a\ )?(?:correct|valid)\ e?-?mail\b.*
    | \*?\ ?indicates\ required | success?ful+y\ subscribed.? | thank\ you\ for\ (?:signing\ up|subscribing)\b.*
    | we.ve\ sent\ you\ a\ confirmation\b.* | thank\ you\ for\ your\ patience\ while\ we\ verify\ access\.?
    | we\ use\ cookies\b.* | accept\ (?:all\ )?cookies | if\ you\ are\ in\ reader\ mode\b.*
    | we\ are\ having\ trouble\ retrieving\ the\ article\ content\.? | please\ enable\ javascript\b.*
    | all\ rights\ reserved\.? | (?:©|copyright\b).* | terms\ (?:of\ use|and\ conditions) | privacy\ policy
    | \d[\d,.\ ]*\ (?:visitors?|readers?)\ online | this\ audio\ is\ created\ with\ ai\ assistance\.?
    | listen\ to\ (?:this\ )?article.* | \d+\ min(?:ute)?s?\ read | read\ more\.* | more\ news
    | load(?:ing)?(?:\ more)?\.* | (?:images?|photos?|pictures?)\ source:.*
    | (?:visa|mastercard|american\ ?express|paypal|\s)+ | transcript
    | by\ clicking\b.* | edited\ by:?\ .* | .{0,60}\bnews\ ?desk
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A line that asks for money or an address: two of its words, one of which only a publisher says of itself. (A new
# member, membership and a contribution are what reports on NATO are about.)
_ASKS = (
    "newsletter", "subscribe", "subscription", "become a member", "gift a membership", "funded by our readers",
    "our journalism", "our reporting", "our readers", "readers like you", "millions of readers", "help us get",
)  # fmt: skip
_ALSO_ASKS = (
    "help us", "support us", "supporters", "donate", "donation", "gift", "birthday", "sign up", "inbox", "new members",
    "financial contribution", "our work", "our mission",
)  # fmt: skip
_BYLINE = re.compile(r"by [A-Z].*(?:\d{1,2}:\d{2}|\bmin read)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def is_boilerplate(line: str) -> bool:
    """Whether a line is furniture of the page: a button, a notice, a byline, a call for members."""
    line = line.strip(" \t•|")
    if not line:
        return False
    if len(line) <= _SHORT and _LINES.fullmatch(line):
        return True
    if len(line) <= 2 * _SHORT and _BYLINE.match(line):
        return True
    if len(line) > 6 * _SHORT:
        return False
    folded = line.casefold()
    asks = sum(words in folded for words in _ASKS)
    return asks > 0 and asks + sum(words in folded for words in _ALSO_ASKS) >= 2


def boilerplate_in(line: str) -> Iterator[tuple[int, int]]:
    """Where a line of running text has sentences that are boilerplate: their start and end in the line."""
    if is_boilerplate(line):
        yield 0, len(line)
        return
    start = 0
    for end in [*(match.start() for match in _SENTENCE_END.finditer(line)), len(line)]:
        sentence = line[start:end]
        words = sentence.lstrip()
        if words and len(words) <= _SHORT and _LINES.fullmatch(words):
            yield start + len(sentence) - len(words), end
        start = end
