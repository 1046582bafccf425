"""Meetings: talks, summits, calls, with who takes part, when and where."""

from __future__ import annotations

import re
from datetime import date, timedelta

from spacy.tokens import Token

from pactwatch.extract.claim import MeetingClaim
from pactwatch.extract.clauses import Clause, phrase
from pactwatch.extract.cues import CueMatch
from pactwatch.extract.dates import TimeMention, resolve
from pactwatch.extract.places import PlaceMention
from pactwatch.extract.sentence import Sentence

_WITH = frozenset({"with", "between", "by", "of", "from", "to"})
_ABOUT = frozenset({"about", "on", "over", "regarding", "concerning", "towards", "toward", "against"})
_AT = frozenset({"in", "at"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_DAY_AFTER = re.compile(r"\b(?:a|one)\s+day\s+after$", re.IGNORECASE)
_CALL = re.compile(r"\b(?:call|phone|telephone|video)", re.IGNORECASE)
_NOT_YET = frozenset({"further", "future", "possible", "potential", "any"})
_NO_MEETING_VERBS = frozenset({"call", "visit", "receive", "welcome", "invite", "travel", "gather", "speak", "host"})


def meetings(sentence: Sentence) -> list[MeetingClaim]:
    """The meetings that one sentence tells of: one for each format and set of participants."""
    if sentence.context.instrument:
        return []
    found: dict[tuple[str, ...], MeetingClaim] = {}
    for clause in sentence.clauses:
        claim = _by_verb(sentence, clause)
        if claim is not None:
            found.setdefault(tuple(sorted(claim.participants)), claim)
    for match in sentence.tools.codebook.meeting_cues.find(sentence.span):
        claim = _by_noun(sentence, match)
        if claim is not None:
            found.setdefault(tuple(sorted(claim.participants)), claim)
    return list(found.values())


def _by_verb(sentence: Sentence, clause: Clause) -> MeetingClaim | None:
    """Verbs of meeting: "met with", "spoke to", "will host"."""
    lemma = clause.verb
    if lemma not in sentence.tools.codebook.meetings.verbs or clause.negated:
        return None
    subjects = sentence.codes_of_all(clause.subjects)
    others: list[Token] = [token for token in clause.objects if token.dep_ in {"dobj", "conj"}]
    for child in clause.predicate.children:
        if child.dep_ == "prep" and child.lower_ in {"with", "to"} and lemma in {"meet", "speak", "talk"}:
            others += [grandchild for grandchild in child.children if grandchild.dep_ == "pobj"]
    # "Speak to both sides of the story" is no meeting.
    others = [
        token for token in others if not (token.lemma_ == "side" and any(c.lower_ == "of" for c in token.children))
    ]
    objects = sentence.codes_of_all(tuple(others))
    if lemma in _NO_MEETING_VERBS - {"speak"} and not (subjects and objects):
        return None
    if lemma == "speak" and not objects and len(subjects) < 2:
        return None
    participants = tuple(dict.fromkeys((*subjects, *objects)))
    return _claim(sentence, clause, participants, lemma) if len(participants) > 1 else None


def _by_noun(sentence: Sentence, match: CueMatch[bool]) -> MeetingClaim | None:
    """Nouns of meeting with their participants: "talks between Kyiv and Moscow", "the UK-EU summit"."""
    noun = match.last
    if noun.pos_ not in {"NOUN", "PROPN"} or any(child.lower_ == "for" for child in noun.children):
        return None  # "calls for sanctions" is no phone call
    if any(above.lemma_.lower() in sentence.tools.codebook.meetings.not_held for above in noun.ancestors):
        return None
    if any(child.lower_ in _NOT_YET for child in noun.children) and _holder(sentence, noun) is None:
        return None
    participants = list(sentence.codes_within(*_of_the_meeting(noun)))
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _WITH:
            for token in child.children:
                if token.dep_ == "pobj":
                    participants.extend(sentence.codes_of_all((token, *token.conjuncts)))
    holder = _holder(sentence, noun) or _during(sentence, noun)
    if holder is not None:
        participants = [*sentence.codes_of_all(holder.actors), *participants]
    participants = [code for code in dict.fromkeys(participants) if code not in _hosts(sentence)]
    placed = any(child.dep_ == "prep" and child.lower_ in {"in", "at"} for child in noun.children)
    if not participants and placed and len(sentence.context.pair) > 1:
        # "The swap was agreed at talks in Istanbul": by the two that the story speaks of.
        participants = list(sentence.context.pair)
    if len(participants) < 2 and not _meeting_of_a_body(sentence, noun):
        return None
    clause = holder or next((c for c in sentence.clauses if noun in c.predicate.subtree), None)
    format_ = sentence.span.doc[match.first.i : match.last.i + 1].text
    return _claim(sentence, clause, tuple(participants), format_, _own_date(sentence, noun))


def _hosts(sentence: Sentence) -> set[str]:
    """The states that a sentence names only as where: "a meeting of Nordic leaders in Finland"."""
    placed: set[str] = set()
    named: set[str] = set()
    for start, _, mention in sentence.actor_mentions:
        at = start > sentence.span.start and sentence.span.doc[start - 1].lower_ in _AT
        (placed if at else named).update(mention.codes)
    return placed - named


def _of_the_meeting(noun: Token) -> tuple[int, int]:
    """The phrase of a meeting without what it was about: "talks with Berlin" of "talks with Berlin on aid for Kyiv"."""
    first, after = phrase(noun)
    about = [child.left_edge.i for child in noun.children if child.i > noun.i and child.lower_ in _ABOUT | _AT]
    return first, min([after, *about])


def _own_date(sentence: Sentence, noun: Token) -> str | None:
    """The date that the noun itself bears: "Monday's call", "the talks on 16 May"; "Tuesday, a day after a call"."""
    first, after = phrase(noun)
    for start, _, mention in sentence.times:
        if first <= start < after and mention.kind == "date" and mention.value and not sentence.only_since(start):
            return mention.value
    before = sentence.span.doc[sentence.span.start : first].text if first > sentence.span.start else ""
    if _DAY_AFTER.search(before):
        told = next((one.value for _, _, one in sentence.times if one.value and _DAY.match(one.value)), None)
        return str(date.fromisoformat(told) - timedelta(days=1)) if told else None
    return None


def _during(sentence: Sentence, noun: Token) -> Clause | None:
    """The clause whose subject had the meeting: "agreed in a call with Trump", "after talks with both sides"."""
    with_someone = any(child.dep_ == "prep" and child.lower_ == "with" for child in noun.children)
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"in", "after", "during", "following"} or not with_someone:
        return None
    return next((clause for clause in sentence.clauses if clause.predicate.i == noun.head.head.i), None)


def _meeting_of_a_body(sentence: Sentence, noun: Token) -> bool:
    """Whether a council meets by itself: "a meeting of the UN Security Council"."""
    return any(
        mention.kind in {"body", "group"} and sentence.span.doc[start].i > noun.i
        for start, _, mention in sentence.actor_mentions
        for child in noun.children
        if child.lower_ == "of" and child.left_edge.i <= start <= child.right_edge.i
    )


def _holder(sentence: Sentence, noun: Token) -> Clause | None:
    """The clause whose object the meeting is: "held talks with", "attended the summit"."""
    for clause in sentence.clauses:
        if any(target.i == noun.i for target in clause.objects) and not clause.negated:
            return clause
        lemma = clause.verb
        if lemma in {"participate", "take", "attend", "engage"} and noun in clause.predicate.subtree:
            return clause
    return None


def _claim(
    sentence: Sentence, clause: Clause | None, participants: tuple[str, ...], format_: str, own: str | None = None
) -> MeetingClaim:
    report = sentence.report(clause) if clause is not None else None
    times = sentence.times_of(clause) if clause is not None else [mention for _, _, mention in sentence.times]
    dated = own or next((_when(sentence, clause, one) for one in times if one.kind == "date" and one.value), None)
    named = [mention for _, _, mention in sentence.place_mentions if _in_place(sentence, mention.start)]
    where = next((mention.name for mention in named if mention.precision == "settlement"), None)
    if where is None:
        # "A meeting in Finland": where the words name no town.
        where = next(
            (mention.name for mention in named if mention.precision == "country" and _of_noun(sentence, mention)),
            None,
        )
    if _CALL.search(format_):
        where = None  # a call is nowhere; a town beside it is that of another meeting
    if len(participants) > 1:
        sentence.context.pair = participants
    return MeetingClaim(
        **sentence.base(sentence.quote(), report), participants=participants, format=format_, date=dated, place=where
    )


def _when(sentence: Sentence, clause: Clause | None, mention: TimeMention) -> str | None:
    """The day of a meeting; of one that is still to come a weekday is the next: "is expected to visit on Wednesday"."""
    ahead = clause is not None and not clause.past and (clause.modal is not None or clause.predicate.tag_ == "VB")
    if not ahead:
        return mention.value
    return (
        resolve(sentence.span.text[mention.start : mention.end], sentence.context.anchor, "future") or mention.value
    )


def _of_noun(sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a place hangs from a noun of meeting: "a meeting of leaders in Finland"."""
    span = sentence.span.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    nouns = {match.last.i for match in sentence.tools.codebook.meeting_cues.find(sentence.span)}
    behind = span.root.head
    return behind.lower_ in _AT and (behind.head.i in nouns or behind.head.head.head.i in nouns)


def _in_place(sentence: Sentence, start: int) -> bool:
    """Whether a place is named as where: after "in" or "at", not as a state's seat ("Kyiv and Moscow agreed")."""
    before = sentence.span.text[:start].rstrip().rsplit(None, 1)
    return bool(before) and before[-1].lower() in {"in", "at", "near", "capital", "city", "to", "visit", "visited"}
