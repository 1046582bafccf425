"""Tallies: what a monitoring mission counted over a period, and the figure of the period before that it compares it with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pactwatch.extract.claim import Count, Measure, ReadBy, Tally, TallyClaim
from pactwatch.extract.counts import find_casualties
from pactwatch.extract.dates import find_times
from pactwatch.extract.monitoring.reflow import Block, reflow
from pactwatch.extract.tally_figures import QUANTITY, Figure, figures_in, tally_of
from pactwatch.extract.tally_parts import own_side, parts_of
from pactwatch.extract.tally_words import TallyWords
from pactwatch.read.document import Document

_RATE = re.compile(r"\b(?:daily|per\s+(?:day|week)|every\s+day|each\s+day|a\s+day|on\s+average)\b", re.IGNORECASE)
_HYPHENATED = re.compile(r"\b([A-Za-z]+)-([a-z]+)\b")
_NEXT_TO = 40
_DAY = len("2022-01-01")
_YEAR = re.compile(r"\b(20[0-4]\d)\b(?!/)")
# "Since the beginning of the crisis in 2014" is no year of the brief.
_LONG_AGO = re.compile(r"\b[Ss]ince\s+(?:the\s+)?(?:(?:beginning|start|outbreak)\s+of\s+the\s+)?[a-z]+\s+in\s+20\d\d")
_SINCE = re.compile(
    r"(?:[Ss]ince\s+(?:the\s+)?(?:beginning|start)\s+of\s+(?:the\s+year|(?P<year>20\d\d))"
    r"|[Ss]ince\s+1\s+January(?:\s+(?P<since>20\d\d))?"
    r"|in\s+(?P<whole>20\d\d)|this\s+year)"
)
_ADDS_UP = re.compile(
    rf"\bbring(?:s|ing)\s+the\s+total\b(?:\s+number)?(?:\s+(?:recorded|registered|confirmed))?(?:\s+by\s+the\s+[A-Z]\w+)?"
    rf"\s+(?:since|in|for)\b[^,.;]{{1,60}}?\s+to\s+{QUANTITY}"
)
# "This compares with about 8,700 and 2,700, respectively".
_RESPECTIVELY = re.compile(r"\brespective-?ly\b")
_NUMBER = re.compile(rf"(?<![\w.,]){QUANTITY}(?=,?\s+(?:and|respective|,)|,)")
_TWO = 2
_BY_SIDE: frozenset[Measure] = frozenset({"restrictions of movement", "weapons in violation"})
_RUNNING: frozenset[Measure] = frozenset({"civilian casualties", "restrictions of movement"})
# What stands between a figure and a region that only a part of it is of: "55 times (52 in areas ...", "all but one in ...".
_SOME_OF_IT = re.compile(r",|\bof\s+(?:which|them)\b|\(\s*\w*\d|\bbut\b|\bmost|\bincluding\b")
_CONFIRMED = re.compile(r"\b(?:confirm|corroborat|record|register)\w*|\bcivilian\s+casualties\b")
_TOTAL = re.compile(r"\b(?:total|brings?|bringing|overall)\b", re.IGNORECASE)
_WHERE = re.compile(
    r"\b(?:in|inside)\s+(?:the\s+)?(?P<region>(?:Donetsk|Luhansk)\s+[Rr]egion"
    r"|(?:non-)?government[\s-]*controlled\s+areas|areas\s+not\s+controlled\s+by\s+the\s+Government"
    r"|(?:non-)?government-(?=\s+and\b)"
    r"|(?:the\s+)?(?:disengagement\s+)?area\s+near\s+[A-Z]\w+(?:\s[A-Z]\w+)?|the\s+latter\s+(?:two\s+)?areas?"
    r"|[A-Z]\w+\s+[Rr]egion)"
)


def tallies(document: Document, words: TallyWords, read_by: ReadBy) -> list[TallyClaim]:
    """What a mission's brief says that it counted; nothing where no mission is named.

    A passage without a period of its own is about the period that the brief names first.
    """
    monitor = words.monitor_in(document.text)
    if monitor is None:
        return []
    anchor = document.published or _last_year(document.text)
    found: list[TallyClaim] = []
    period: str | None = None
    vocabulary = frozenset(re.findall(r"(?<![\w-])[a-z]+(?![\w-])", document.text.lower())) | words.vocabulary
    for broken in reflow(document.text, (), lambda line: False):
        for sentence in _joined(broken, vocabulary).sentences():
            own = _period(sentence.text, anchor)
            if own is not None and "/" in own:
                period = period or own
            start, end = sentence.within(0, len(sentence.text))
            for measure, figure, compared in _counted(sentence.text, words):
                time = _since(sentence.text, figure, own or period, anchor) or own or period
                by_side = list(parts_of(sentence.text, figure)) if measure in _BY_SIDE else []
                region = own_side(sentence.text, figure) if by_side else _region(sentence.text, figure)
                for count, where, before in [
                    (figure.tally, region, compared),
                    *((part, side, None) for part, side in by_side),
                ]:
                    found.append(
                        TallyClaim(
                            doc=document.doc,
                            start=start,
                            end=end,
                            quote=document.text[start:end],
                            speaker=monitor,
                            date=time,
                            place=where,
                            read_by=read_by,
                            monitor=monitor,
                            measure=measure,
                            region=where,
                            period=time,
                            count=count,
                            compared_with=before,
                        )
                    )
            _compare_back(found, sentence, words)
    return found


def _counted(text: str, words: TallyWords) -> Iterator[tuple[Measure, Figure, Tally | None]]:
    """The figures of each measure in a sentence, each with the one that it is compared with."""
    compared = [*figures_in(text, words.comparison), *figures_in(text, words.previous)]
    taken = {(one.start, one.end) for one in compared}
    first = min((one.start for one in compared), default=len(text))
    if _RATE.search(text):
        return
    told = [len(text)]
    for measure, patterns in words.patterns:
        for number, pattern in enumerate(patterns):
            own = [
                one for one in figures_in(text, pattern) if (one.start, one.end) not in taken and one.start < first
            ]
            if not own:
                continue
            for figure in own[:1] if number else own:
                before = _before_of(measure, text, figure, compared, patterns)
                told.extend([figure.start] if measure == "civilian casualties" else [])
                yield measure, figure, before
            if number == 0 and measure in _RUNNING and (total := _running_total(text, own[-1].end)):
                yield measure, total, None
            break
    harmed = _harmed(text)
    if harmed and harmed.start < first and harmed.end <= min(told):
        yield "civilian casualties", harmed, next((one.tally for one in compared if one.start >= harmed.end), None)


def _running_total(text: str, after: int) -> Figure | None:
    """ "..., bringing the total since the beginning of the year to 28": what the figure before it adds up to."""
    match = _ADDS_UP.search(text, after)
    tally = tally_of(match) if match else None
    return Figure(match.start("number"), match.end("number"), tally) if match and tally else None


def _harmed(text: str) -> Figure | None:
    """The civilians killed and injured, together: "two civilians were killed and nine were injured"."""
    mentions = [
        one
        for one in find_casualties(text)
        if not one.part and not one.supersedes and not text[: one.start].rstrip(" the").endswith("including")
    ]
    spoken = re.search(r"\bcivilian(?:s\b|\s+casualties)", text)
    if not mentions or spoken is None or spoken.start() > mentions[0].end or not _CONFIRMED.search(text):
        return None
    telling = [one for one in mentions if one.killed or one.injured]
    killed = next(((one.end, one.killed) for one in telling if one.killed), None)
    injured = next(((one.end, one.injured) for one in telling if one.injured), None)
    found = [each for each in (killed, injured) if each is not None]
    value = sum(count.low or 0 for _, count in found)
    if value == 0 or not all(_is_exact(count) for _, count in found):
        return None
    return Figure(mentions[0].start, max(end for end, _ in found), Tally(value=value, qualifier="exact"))


def _is_exact(count: Count) -> bool:
    return count.low is not None and count.low == count.high


def _before_of(
    measure: Measure, text: str, figure: Figure, compared: list[Figure], patterns: tuple[re.Pattern[str], ...]
) -> Tally | None:
    """The figure of the period before for a measure: the one compared, or the one of the same measure after it."""
    after = [one for one in compared if one.start > figure.end]
    if not after:
        return None
    again = [one for one in figures_in(text, patterns[0]) if one.start >= after[0].start]
    if measure == "explosions":
        second = (
            re.compile(rf"\s*,?\s*(?:and|including)\s+{QUANTITY}").match(text, after[0].end) if not again else None
        )
        return tally_of(second) if second else (again[0].tally if again else None)
    return again[0].tally if again else after[0].tally


def _compare_back(found: list[TallyClaim], sentence: Block, words: TallyWords) -> None:
    """ "This compares with 9,650 ceasefire violations": of the figures in the sentence before."""
    text = sentence.text
    if not re.match(r"(?:This|These figures|It)\s+compares?\b", text):
        return
    open_ = [at for at, claim in enumerate(found) if claim.quote == found[-1].quote and claim.region is None]
    for measure, patterns in words.patterns:
        again = figures_in(text, patterns[0])
        at = next((at for at in reversed(range(len(found))) if _waits(found[at], measure)), None)
        if again and at is not None:
            found[at] = found[at].model_copy(update={"compared_with": again[0].tally})
    numbers = [tally for match in _NUMBER.finditer(text) if (tally := tally_of(match))]
    if _RESPECTIVELY.search(text) and len(numbers) >= len(open_) == _TWO:
        for at, tally in zip(open_, numbers, strict=False):
            if found[at].compared_with is None:
                found[at] = found[at].model_copy(update={"compared_with": tally})


def _waits(claim: TallyClaim, measure: Measure) -> bool:
    return claim.measure == measure and claim.compared_with is None and claim.region is None


def _last_year(text: str) -> str | None:
    """The end of the latest year that a brief without a date names: days and months in it are of that year."""
    years = sorted(_YEAR.findall(_LONG_AGO.sub(" ", re.sub(r"\S*(?:www|http)\S*", " ", text))))
    return f"{years[-1]}-12-31" if years else None


def _period(text: str, anchor: str | None) -> str | None:
    """The first interval between two days that a sentence names, else the only day that it names."""
    times = [mention.value for mention in find_times(text, anchor) if mention.value]
    spans = [value for value in times if len(value) == 2 * _DAY + 1]
    days = [value for value in times if len(value) == _DAY]
    if spans:
        return spans[0]
    return days[0] if len(set(days)) == 1 and _SINCE.search(text) is None else None


def _joined(block: Block, vocabulary: frozenset[str]) -> Block:
    """The block with words whole again that the page had broken: "com-pared", where the brief has the word elsewhere."""
    gone = {
        match.end(1)
        for match in _HYPHENATED.finditer(block.text)
        if (match[1] + match[2]).lower() in vocabulary and not {match[1].lower(), match[2].lower()} <= vocabulary
    }
    kept = [at for at in range(len(block.text)) if at not in gone]
    return Block("".join(block.text[at] for at in kept), tuple(block.origin[at] for at in kept), block.marker)


def _since(text: str, figure: Figure, period: str | None, anchor: str | None) -> str | None:
    """The period of a running total: from the beginning of the year to the end of the brief's own period."""
    match = _SINCE.search(text)
    if match is None or (not _TOTAL.search(text[: figure.end]) and match.start() > figure.end):
        return None
    year = match["year"] or match["since"] or match["whole"] or (period or anchor or "")[:4]
    if not year:
        return None
    return f"{year}-01-01/{period.split('/')[-1]}" if period and period[:4] == year else year


def _region(text: str, figure: Figure) -> str | None:
    """Where the figure was counted, when the words say so next to it."""
    match = _WHERE.search(text, figure.end)
    between = text[figure.end : match.start()] if match else ""
    if match is None or len(between) >= _NEXT_TO or _SOME_OF_IT.search(between):
        match = re.match(_WHERE.pattern.replace(r"\b(?:in|inside)", r"(?:In|Inside)"), text)
    return re.sub(r"-$", "-controlled areas", re.sub(r"\s+", " ", match["region"])) if match else None
