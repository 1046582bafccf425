"""Casualties: how many were killed and injured, as ranges, and which figures the text itself takes back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from pactwatch.extract.claim import Count
from pactwatch.extract.late_pattern import LatePattern
from pactwatch.extract.numbers import ENGLISH_NUMBER as NUMBER
from pactwatch.extract.numbers import OPEN_WORDS, parse_number
from pactwatch.extract.written_date import MONTH_WORD

Harm = Literal["killed", "injured"]


@dataclass(frozen=True, slots=True)
class CasualtyMention:
    """Figures that stand together in a text; None where nothing is said of one of them.

    `supersedes` holds earlier figures that the text says were put out before. `part` marks figures that break down a
    total ("three children were among the dead"): they are not to be added to it.
    """

    start: int
    end: int
    killed: Count | None = None
    injured: Count | None = None
    supersedes: dict[Harm, Count] = field(default_factory=dict)
    part: bool = False


_AT_LEAST = (
    r"at\s+least|no\s+fewer\s+than|not\s+less\s+than|no\s+less\s+than|more\s+than|over|a\s+minimum\s+of|upwards?\s+of"
    r"|exceeding|above"
)
_UP_TO = r"up\s+to|as\s+many\s+as|no\s+more\s+than|at\s+most|fewer\s+than|less\s+than|under"
_PLAIN = rf"(?:{NUMBER}|{OPEN_WORDS}|\b(?i:both|a\s+couple(?:\s+of)?|an?\s+pair\s+of)\b)"
_RANGE = rf"(?:(?i:between)\s+{NUMBER}\s+(?i:and)\s+{NUMBER}|(?i:from\s+)?{NUMBER}\s*(?:[-–—]|(?i:to|or))\s*{NUMBER})"
_LEAD = rf"(?:(?i:{_AT_LEAST}|{_UP_TO})\s+(?:(?i:an?\s+total\s+of|another|an\s+additional|some)\s+)?)?"
# What a quantity can begin with: most words of a text are passed over at once.
_AHEAD = (
    r"(?<![^\W_])(?=\d|[Ѐ-ӿ]|(?i:an?\s|ano|as\s|at\s|abo|be|bo|de|di|do|e[ilx]|f[aeior]|h[au]|le|m[aio]|n[eio]|o[nv]|q"
    r"|s[ceio]|t[ehrw]|u[np]|vi))"
)
_MONTH = rf"{MONTH_WORD}\b"
_NO_MEASURE = (
    r"(?!\s*(?:%|per\s*cent|percent|km\b|kilomet|met(?:er|re)s|miles|days?\b|hours?\b|minutes?\b|weeks?\b|months?\b"
    r"|years?\b|times\b|[-‑]|a\.m\.|p\.m\."
    rf"|{_MONTH}))"
)
_QUANTITY = rf"(?:{_AHEAD}{_LEAD}(?:{_RANGE}|{_PLAIN}){_NO_MEASURE})"
_PERSON = (
    r"(?i:people|persons?|civilians?|soldiers?|troops|service(?:m[ae]n|wom[ae]n|\s+members?|\s+personnel)|fighters?"
    r"|(?:police\s*)?officers?|police(?:m[ae]n|wom[ae]n)?|child(?:ren)?|kids?|boys?|girls?|m[ae]n|wom[ae]n|residents?"
    r"|workers?|employees?|rescuers?|firefighters?|medics?|paramedics?|doctors?|nurses?|teenagers?|teens?|infants?|bab(?:y"
    r"|ies)|toddlers?|students?|pupils?|pensioners?|passengers?|drivers?|journalists?|reporters?|volunteers?|guards?"
    r"|locals?|individuals?|citizens?|others?|ukrainians|russians|members?|personnel|victims?|pilots?|staff|commanders?"
    r"|politicians?|officials?|mothers?|fathers?|parents?|sons?|daughters?|brothers?|sisters?|wife|wives|husbands?"
    r"|foreigners?|nationals?|refugees?|migrants?|peacekeepers?|rebels?|militants?|insurgents?|protesters?|youths?|adults?"
    r"|females?|males?|farmers?|herders?|traders?|chiefs?|patients?|detainees?|prisoners?|priests?|teachers?|conscripts?"
    r"|recruits?|mercenar(?:y|ies)|sailors?|cadets?|miners?|contractors?|observers?|monitors?|pedestrians?|cyclists?"
    r"|motorists?|minors?|villagers?|mayors?|ministers?|generals?|colonels?|captains?|lieutenants?|sergeants?|gunmen|elders?"
    r"|attackers?|suspects?|hostages?|evacuees?|believers?|worshippers?|shoppers?|tourists?|relatives|grandmothers?"
    r"|grandfathers?|seniors?|neighbou?rs?|occupants?|survivors?|bystanders?)(?![^\W_])"
)
_WORD = (
    r"(?:(?!(?i:and|or|was|were|is|are|who|that|which|when|while|after|as|by|with|in|at|on|from|near|to|of|across|for|killed"
    r"|injured|wounded|hurt|dead)\b)[“”\"‘]?(?:[^\W\d_][\w'’/-]*|\d+[-‑](?:year|month)[-‑]old)[”\"]?)"
)
_MORE = r"(?:\s+(?i:more|others?|further|additional|of\s+(?:them|whom|those)|of\s+(?:his|her|its|their|the)))?"
_NOUN = rf"(?:\s+(?:{_WORD}\s+){{0,5}}?{_PERSON})"
_MANY = rf"(?P<count>{_QUANTITY}){_MORE}(?:{_NOUN}|(?i:\s+more))?"
_ONE = (
    r"(?:(?<![^\W_])(?=[aAoO])(?P<one>(?i:an?|another|one))(?!\s+(?i:lot|group|number|family|team|crew|total|majority))"
    rf"(?:\s+(?:(?!{NUMBER}(?!-)){_WORD},?\s+){{0,5}}?{_PERSON})(?:\s+(?:of|aged)\s+\d+)?)"
)
_WHERE = r"(?:,[^,.;:]{1,60},)?(?:\s+(?i:in|at|from|of|near|on|aboard)\s+[^,.;:\d]{1,40}?)?"
_AUX = (
    r"(?:\s+(?i:was|were|is|are|has|have|had|been|be|being|got|get|also|to|reported|reportedly|confirmed|said|feared"
    r"|believed|known|initially|now|since|later|currently|still|either|\w+ly))"
)
_KILLED = r"(?:shot\s+dead|(?:shot\s+and\s+)?killed|slain|murdered|executed|dead)"
_INJURED = r"(?:(?:shot\s+and\s+)?(?:injured|wounded)|hurt)"
_HARMED = rf"(?:(?P<killed>(?i:{_KILLED}))|(?P<injured>(?i:{_INJURED})))(?![^\W_])"
_DIED = r"(?P<killed>(?i:died|perished|lost\s+(?:his|her|their)\s+li(?:fe|ves)|succumbed))(?P<injured>)(?![^\W_])"
_NOT_BOTH = rf"(?!\s+(?i:and|or|and/or)\s+(?i:{_KILLED}|{_INJURED}|missing)(?![^\W_])(?!\s+{_QUANTITY}))"
_NO_OBJECT = rf"(?!\s+(?:{_QUANTITY}|(?i:an?|its|his|her|their)\s))"
_DOING = (
    r"(?<!\bor\s)(?:(?P<killed>(?i:kill(?:ed|s|ing)?|murder(?:ed|s|ing)?|execut(?:ed|es|ing)|shot\s+dead))"
    r"|(?P<injured>(?i:injur(?:ed|es|ing|e)|wound(?:ed|s|ing)?|hurt(?:s|ing)?)))(?![^\W_])"
)
_SOMEONE = rf"(?:(?P<the_one>(?i:its|his|her|their|the|him|her)(?:\s+(?:{_WORD}\s+){{0,2}}?{_PERSON})?))"
_SINGULAR = re.compile(
    r"(?i:\b(?:him|her|person|civilian|soldier|serviceman|servicewoman|fighter|officer|policeman|policewoman|child|boy"
    r"|girl|man|woman|resident|worker|employee|driver|passenger|pilot|commander|journalist|mayor|official|mother|father"
    r"|wife|husband|son|daughter|brother|sister|guard|doctor|paramedic|rescuer|infant|baby|teenager|member|minister"
    r"|general|colonel|victim|neighbou?r)$)"
)
_TOLD = (
    r"(?:(?P<killed>(?i:death\s+toll|(?<!injury\s)toll|number\s+of\s+(?:the\s+)?(?:dead|deaths|killed|fatalities)))"
    r"|(?P<injured>(?i:number\s+of\s+(?:the\s+)?(?:wounded|injured|injuries))))"
)
_LOSSES = r"(?:(?P<killed>(?i:deaths?|fatalit(?:y|ies)|lives))|(?P<injured>(?i:injuries)))(?![^\W_])"

_PATTERNS = tuple(
    LatePattern(pattern)
    for pattern in (
        rf"(?:{_MANY}|{_ONE}){_WHERE}{_AUX}{{1,7}}\s+{_HARMED}{_NOT_BOTH}",
        rf"{_MANY}\s+{_HARMED}{_NOT_BOTH}{_NO_OBJECT}(?P<one>)",
        rf"(?:{_MANY}|{_ONE}){_WHERE}{_AUX}{{0,4}}\s+{_DIED}",
        rf"(?<!was\s)(?<!were\s)(?<!been\s)(?<![^\W_]){_DOING}\s+(?:{_MANY}|{_ONE}|{_SOMEONE})",
        rf"(?<![^\W_]){_TOLD}(?P<count_of>)[^.;:\d]{{0,60}}?\b(?:to|at|of|reached|reaches|was|is|hit|stood\s+at)\s+{_MANY}(?P<one>)",
        rf"{_MANY}\s+(?:{_WORD}\s+)?{_LOSSES}(?P<one>)",
        rf"(?<![^\W_])(?P<one>(?i:another|one|an?))\s+{_LOSSES}(?P<count>)",
        rf"(?<![^\W_])(?P<killed>(?i:(?:deaths?|killings?|murders?|bod(?:y|ies))\s+of))\s+(?:{_MANY}|{_ONE}|{_SOMEONE})(?P<injured>)",
        rf"(?:{_MANY}|{_ONE}){_AUX}{{0,3}}\s+(?P<injured>(?i:suffer|sustain|receiv)(?:ed|ing)\s+(?:{_WORD}\s+){{0,3}}?"
        r"(?:injuries|wounds|burns)|(?i:requir|need)(?:ed|ing)\s+(?:hospital|medical)\s+(?:treatment|care|attention))(?P<killed>)",
        rf"(?<![^\W_])(?P<injured>(?i:injur(?:y|ies)\s+(?:of|to)|wounding\s+of))\s+(?:{_MANY}|{_ONE})(?P<killed>)",
        r"(?<![^\W_])(?P<one>(?i:was|has\s+been)|[A-Z][\w'’-]+\s+[A-Z][\w'’-]+\s+had\s+been)(?:\s+\w+ly)?\s+(?:(?P<killed>(?i:(?:shot\s+and\s+)?killed|shot\s+dead|murdered))"
        rf"|(?P<injured>(?i:(?:shot\s+and\s+)?(?:injured|wounded))))(?![^\W_]){_NOT_BOTH}(?P<count>)",
    )
)

_PASSIVE, _ACTIVE = _PATTERNS[:1], _PATTERNS[3]
_HARM_AT_ALL = re.compile(
    r"\b(?i:kill|dead|died|death|wound|injur|hurt|casualt|toll|fatalit|lives|life|perish|murder|shot|slain|execut|succumb"
    r"|victim|harmed|bod(?:y|ies)\s+of|treatment)"
)
# A line that goes on in small letters, a digit or a bracket is the same sentence, broken by the page. What has no end for
# two thousand characters is no sentence, and is cut so that reading it stays quick.
_SENTENCE = re.compile(
    r"(?:[^.!?\n]|\n(?=[ \t]*[a-zа-яіїєґ\d(])|[.!?](?![\s\"”»]*\s[\"“«]?[A-ZА-ЯІЇЄҐ]|\s*\n|\s*$)){1,2000}[.!?]*"
)

_SAYS_NOTHING = re.compile(
    r"(?i:\bone\b|immediate|information|details?|word|data|figures?|confirm|exact|known|doubt)"
)
_NO_CASUALTIES = re.compile(
    r"(?<![^\W_])(?i:(?P<no>no|without(?:\s+any)?|zero)\s+(?P<of>(?:[\w'’]+,?\s+){0,4}?)(?P<what>casualt(?:y|ies)|victims|dead"
    r"|deaths?|fatalit(?:y|ies)|killed|killings?|injur(?:y|ies|ed)|wounded)(?:\s+(?:or|and|nor)\s+(?P<more>deaths?|dead|fatalities"
    r"|injur(?:ies|ed)|wounded))?|(?:failed\s+to|did\s+not|didn['’]t|not)\s+(?:cause|result\s+in)\s+(?:any\s+)?(?:\w+\s+)?"
    r"(?P<caused>casualties)|(?P<avoided>casualties)\s+were\s+avoided)(?![^\W_])"
)
_NOBODY = re.compile(
    r"(?<![^\W_])(?i:(?:no[-\s]one|nobody|none(?:\s+of\s+[\w\s]{1,30}?)?)\s+(?P<else>else\s+)?(?:was|were|has\s+been"
    r"|had\s+been|is|got)\s+(?:\w+ly\s+)?(?P<how>killed|injured|hurt|wounded|harmed)"
    r"(?:\s+(?:or|and|nor)\s+(?P<more>killed|injured|hurt|wounded))?)(?![^\W_])"
)
_EARLIER = re.compile(
    r"(?i:\b(?:(?:previous|earlier|initial|preliminary|prior)\s+(?:\w+\s+){0,2}?(?:tolls?|figures?|counts?|numbers?|estimates?"
    r"|reporting|reports?|statements?|data)|(?:previously|(?:had|at)\s+first)\s+(?:reported|said|put|stated|given|announced|spoke[n]?)|first\s+(?:reports?|figures?)|(?:earlier|initially)"
    r"\s+(?:said|put|reported|stated|gave|announced|spoke)|had\s+(?:put|said|given)))"
)
_NOW = re.compile(r"(?i:\b(?:rose|risen|rises|rising|climbed|grew|grown|increased|now|updated|later|since)\b)")
_FROM_BEFORE = LatePattern(
    rf"(?i:\b(?:up|down|revised|corrected|increased|raised|rose|rising|risen|grew|climbed)\s+from)\s+(?:(?:the|an?)\s+)?"
    rf"(?:{_WORD}\s+){{0,3}}?(?P<count>{_LEAD}{_PLAIN}){_MORE}(?:{_NOUN})?(?:\s+to\s+(?P<now>{_QUANTITY}))?"
)
_AND_THESE = LatePattern(
    rf"(?P<link>\s*,|,?\s+and)\s+(?:(?i:his|her|their|its)\s+)?(?:(?P<count>{_QUANTITY}){_NOUN}|{_ONE}|(?P<his>(?i:his|her)"
    rf"\s+(?:{_WORD}\s+)?{_PERSON}))(?!{_WHERE}{_AUX}|\s+{_HARMED})"
)
_PEOPLE = re.compile(r"(?i:people|persons|civilians|others|residents|soldiers)$")
_NAMED = r"(?:\s+[A-ZА-Я][\w/-]+){1,2}"
_THESE_AND = LatePattern(rf"(?:(?P<count>{_QUANTITY})(?:{_NOUN}|{_NAMED})|{_ONE})(?:,|,?\s+and)\s+$")
_AMONG = LatePattern(rf"(?:{_MANY}|{_ONE})\s+(?:was|were|are)\s+among\s+(?:the|those)\s+{_HARMED}(?!\s+{_QUANTITY})")
_THE_DEAD = LatePattern(
    rf"(?i:\b(?:among\s+)?(?:the|those)\s+{_HARMED}\s+(?:\w+\s+)?(?:includ(?:e|es|ed|ing)|were|was|are)\s+(?:also\s+)?)"
    rf"(?:{_MANY}|{_ONE})"
)
_BREAKDOWN = re.compile(r"(?i:\b(?:including|among\s+them|of\s+whom|of\s+them)\s*,?\s*$)")
_BASE_FORM = re.compile(r"(?i:kill|murder|execute|injure|wound|hurt)\s")
_UNREAL = re.compile(r"(?i:\b(?:to|not|will|would|could|can|may|might|should|must))\s+$")
_YEAR = re.compile(r"(?:19|20)\d\d")
# "On 8 May 2020 three civilians were killed": the year is no number of civilians.
_YEAR_OF_DATE = re.compile(rf"(?P<month>\b\d{{1,2}}\s+{_MONTH}\.?,?\s+)(?:19|20)\d\d(?=\s)")
_IN_A_YEAR = re.compile(rf"(?:\b(?i:in|since|of|by|during|until|from)|{_MONTH}\.?(?:\s+\d{{1,2}},?)?)\s+$")
_LINK = re.compile(
    r"(?i:\s*[,;]?\s*(?:and|while|with|but|as\s+well\s+as|plus|or)?\s*(?:another|also|a\s+further|more|others?|people)?\s*)"
)
_BETWEEN = re.compile(rf"({NUMBER})(?:\s+(?i:and|to|or)\s+|\s*[-–—]\s*)({NUMBER})\s*$")
_PAIR = re.compile(r"(?i:both|a\s+couple(?:\s+of)?|an?\s+pair\s+of)$")
_NOTHING = Count(low=0, high=0)
_LARGEST = 10_000_000


@dataclass(frozen=True, slots=True)
class _Figure:
    start: int
    end: int
    harm: Harm
    count: Count
    part: bool = False
    before: bool = False


def read_count(text: str) -> Count | None:
    """The range that a quantity gives: "at least 12", "up to 20", "between 10 and 15", "dozens" (24 or more).

    Open words give the least that they can mean: several and a few are 2 or more, hundreds 200 or more. Approximate
    words leave the figure as it is.
    None where the text has no number.
    """
    words = re.sub(r"\s+", " ", text.strip())
    between = _BETWEEN.search(words)
    if between:
        low, high = (parse_number(number) for number in between.groups())
        if low is not None and high is not None and low < high <= _LARGEST:
            return Count(low=int(low), high=int(high))
    if _PAIR.search(words):
        return Count(low=2, high=2)
    found = re.search(rf"(?:{NUMBER}|{OPEN_WORDS})$", words)
    value = parse_number(found.group()) if found else None
    if found is None or value is None or value != int(value) or value > _LARGEST:
        return None
    number = int(value)
    if re.fullmatch(OPEN_WORDS, found.group()) or re.search(rf"(?i:\b(?:{_AT_LEAST})\s)", words[: found.start()]):
        return Count(low=number)
    if re.search(rf"(?i:\b(?:{_UP_TO})\s)", words[: found.start()]):
        return Count(high=number)
    return Count(low=number, high=number)


def _figure(match: re.Match[str], *, part: bool = False) -> _Figure | None:
    groups = match.groupdict()
    someone = groups.get("the_one")
    if groups.get("count"):
        count = read_count(groups["count"])
    elif someone:
        count = Count(low=1, high=1) if _SINGULAR.search(someone) else None
    else:
        count = Count(low=1, high=1)
    if count is None:
        return None
    return _Figure(match.start(), match.end(), "killed" if groups.get("killed") else "injured", count, part)


_NO_SUBJECT = re.compile(
    r"(?i:\b(?:nobody|no[-\s]one|none|everyone|nothing|family|group|crew|team|number|it|building|vehicle)\s+(?:\w+\s+)?$)"
)


def _figures(sentence: str) -> Iterator[_Figure]:
    """Every figure of a sentence by every pattern; they may overlap."""
    for match in _AMONG.finditer(sentence):
        yield from filter(None, [_figure(match, part=True)])
    for match in _THE_DEAD.finditer(sentence):
        yield from filter(None, [_figure(match, part=True)])
    for match in _FROM_BEFORE.finditer(sentence):
        yield from _revised(sentence, match)
    for pattern in _PATTERNS:
        for match in pattern.finditer(sentence):
            before = sentence[max(0, match.start() - 40) : match.start()]
            year = _YEAR.fullmatch(match["count"] or "") and _IN_A_YEAR.search(before)
            unreal = pattern is _ACTIVE and _BASE_FORM.match(match.group()) and _UNREAL.search(before)
            if year or unreal or _BREAKDOWN.search(before) or (match["one"] and _NO_SUBJECT.search(before)):
                continue
            figure = _figure(match)
            if figure:
                yield _with_others(sentence, figure, active=pattern is _ACTIVE, passive=pattern in _PASSIVE)


def _revised(sentence: str, match: re.Match[str]) -> Iterator[_Figure]:
    """ "Up from 20", "rose from 9 to 12": of what the words before last spoke."""
    spoken = list(re.finditer(r"(?i:(?P<injured>injur|wound)|dead|death|toll|kill)", sentence[: match.start()]))
    harm: Harm = "injured" if spoken and spoken[-1]["injured"] else "killed"
    count, now = read_count(match["count"]), read_count(match["now"]) if match["now"] else None
    if count:
        yield _Figure(match.start(), match.end("count") if now else match.end(), harm, count, before=True)
    if now:
        yield _Figure(match.start("now"), match.end(), harm, now)


def _with_others(sentence: str, figure: _Figure, *, active: bool, passive: bool) -> _Figure:
    """Those named beside the first: "killed a mother and her two children", "a man and two women were killed"."""
    while active and (more := _AND_THESE.match(sentence, figure.end)):
        count = read_count(more["count"]) if more["count"] else Count(low=1, high=1)
        # "26 people, six girls and ...": after a comma those may be some of the people, not more of them.
        if count is None or ("and" not in more["link"] and _PEOPLE.search(sentence, figure.start, figure.end)):
            break
        figure = replace(figure, end=more.end(), count=_sum(figure.count, count))
    while passive and (ahead := _just_before(sentence, figure.start)):
        count = read_count(ahead["count"]) if ahead["count"] else Count(low=1, high=1)
        if count is None:
            break
        figure = replace(figure, start=ahead.start(), count=_sum(figure.count, count))
    return figure


def _just_before(sentence: str, end: int) -> re.Match[str] | None:
    return next((one for one in _THESE_AND.finditer(sentence, max(0, end - 80), end) if one.end() == end), None)


def _sum(first: Count, second: Count) -> Count:
    def both(left: int | None, right: int | None) -> int | None:
        return None if left is None or right is None else left + right

    return Count(low=both(first.low, second.low), high=both(first.high, second.high))


def _nothing(sentence: str) -> Iterator[CasualtyMention]:
    """ "No casualties", "no one was hurt": said to be none; "no information on casualties" says nothing."""
    for match in _NO_CASUALTIES.finditer(sentence):
        if match["of"] and _SAYS_NOTHING.search(match["of"]):
            continue
        what = f"{match['what'] or ''} {match['more'] or ''}".lower()
        both = match["caused"] or match["avoided"] or re.search(r"casualt|victims", what)
        dead = both or re.search(r"dead|death|fatal|kill", what)
        hurt = both or re.search(r"injur|wound", what)
        yield CasualtyMention(match.start(), match.end(), _NOTHING if dead else None, _NOTHING if hurt else None)
    for match in _NOBODY.finditer(sentence):
        how = f"{match['how']} {match['more'] or ''}".lower()
        hurt = re.search(r"injur|hurt|wound|harm", how) is not None
        dead = "killed" in how or not match["else"]
        yield CasualtyMention(match.start(), match.end(), _NOTHING if dead else None, _NOTHING if hurt else None)


def _apart(figures: Iterable[_Figure]) -> list[_Figure]:
    """The figures without overlaps: those that the text takes back and parts of totals first, then the longer ones."""
    kept: list[_Figure] = []
    for figure in sorted(figures, key=lambda one: (not one.before, not one.part, one.start, -one.end)):
        if all(figure.end <= other.start or figure.start >= other.end for other in kept):
            kept.append(figure)
    return sorted(kept, key=lambda one: one.start)


def _superseded(sentence: str, figure: _Figure) -> bool:
    """Whether the sentence gives the figure as an earlier one: a cue stands before it, and nothing newer between."""
    cues = [
        match for match in _EARLIER.finditer(sentence) if match.start() <= figure.start or match.end() <= figure.end
    ]
    return figure.before or (bool(cues) and not _NOW.search(sentence[cues[-1].end() : figure.end]))


def _mention(figure: _Figure, *, superseded: bool) -> CasualtyMention:
    if superseded:
        return CasualtyMention(figure.start, figure.end, supersedes={figure.harm: figure.count})
    killed = figure.count if figure.harm == "killed" else None
    injured = figure.count if figure.harm == "injured" else None
    return CasualtyMention(figure.start, figure.end, killed, injured, part=figure.part)


def _join(left: CasualtyMention, right: CasualtyMention) -> CasualtyMention | None:
    """Two figures that stand together, one of the killed and one of the injured."""
    if left.part != right.part or bool(left.supersedes) != bool(right.supersedes):
        return None
    clash = (
        (left.killed and right.killed)
        or (left.injured and right.injured)
        or left.supersedes.keys() & right.supersedes
    )
    if clash:
        return None
    return CasualtyMention(
        left.start,
        right.end,
        left.killed or right.killed,
        left.injured or right.injured,
        {**left.supersedes, **right.supersedes},
        left.part,
    )


def find_casualties(text: str) -> list[CasualtyMention]:
    """Every figure of killed and injured people in the text, in order and without overlaps.

    "Killed at least 12 people and injured dozens more" is one mention with both figures; figures in clauses apart are
    mentions apart. Breakdowns ("including two boys") are left out.
    """
    found: list[CasualtyMention] = []
    for span in _SENTENCE.finditer(text):
        sentence = _YEAR_OF_DATE.sub(lambda year: year["month"] + " " * len("2020"), span.group())
        if _HARM_AT_ALL.search(sentence):
            found.extend(
                replace(mention, start=mention.start + span.start(), end=mention.end + span.start())
                for mention in _read_sentence(sentence)
            )
    return found


def _read_sentence(sentence: str) -> list[CasualtyMention]:
    none = list(_nothing(sentence))
    figures = _apart(
        figure
        for figure in _figures(sentence)
        if all(figure.end <= other.start or figure.start >= other.end for other in none)
    )
    mentions = none + [_mention(figure, superseded=_superseded(sentence, figure)) for figure in figures]
    joined: list[CasualtyMention] = []
    for mention in sorted(mentions, key=lambda one: one.start):
        both = None
        if joined and _LINK.fullmatch(sentence[joined[-1].end : mention.start]):
            both = _join(joined[-1], mention)
        if both:
            joined[-1] = both
        else:
            joined.append(mention)
    return joined
