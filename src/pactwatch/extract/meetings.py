"""Meetings: talks, summits, calls, with who takes part, when and where."""

from __future__ import annotations

from spacy.tokens import Token

from pactwatch.extract.claim import MeetingClaim
from pactwatch.extract.clauses import Clause, phrase
from pactwatch.extract.cues import CueMatch
from pactwatch.extract.sentence import Sentence

_WITH = frozenset({"with", "between", "by", "of", "from", "to"})
_ABOUT = frozenset({"about", "on", "over", "regarding", "concerning", "towards", "toward", "against"})
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
    participants = list(dict.fromkeys(participants))
    placed = any(child.dep_ == "prep" and child.lower_ in {"in", "at"} for child in noun.children)
    if not participants and placed and len(sentence.context.pair) > 1:
        # "The swap was agreed at talks in Istanbul": by the two that the story speaks of.
        participants = list(sentence.context.pair)
    if len(participants) < 2 and not _meeting_of_a_body(sentence, noun):
        return None
    clause = holder or next((c for c in sentence.clauses if noun in c.predicate.subtree), None)
    format_ = sentence.span.doc[match.first.i : match.last.i + 1].text
    return _claim(sentence, clause, tuple(participants), format_, _own_date(sentence, noun))


def _of_the_meeting(noun: Token) -> tuple[int, int]:
    """The phrase of a meeting without what it was about: "talks with Berlin" of "talks with Berlin on aid for Kyiv"."""
    first, after = phrase(noun)
    about = [child.left_edge.i for child in noun.children if child.i > noun.i and child.lower_ in _ABOUT]
    return first, min([after, *about])


def _own_date(sentence: Sentence, noun: Token) -> str | None:
    """The date that the noun itself bears: "Monday's call", "the talks on 16 May"."""
    first, after = _of_the_meeting(noun)
    return next(
        (
            mention.value
            for start, _, mention in sentence.times
            if first <= start < after and mention.kind == "date" and mention.value
        ),
        None,
    )


def _during(sentence: Sentence, noun: Token) -> Clause | None:
    """The clause whose subject had the meeting: "agreed in a call with Trump", "after talks with both sides"."""
    with_someone = any(child.dep_ == "prep" and child.lower_ == "with" for child in noun.children)
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"in", "after", "during", "following"} or not with_someone:
        return None
    return next((clause for clause in sentence.clauses if clause.predicate.i == noun.head.head.i), None)


def _meeting_of_a_body(sentence: Sentence, noun: Token) -> bool:
    """Whether a council meets by itself: "a meeting of the UN Security Council"."""
    return any(
        mention.kind == "body" and sentence.span.doc[start].i > noun.i
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
    date = own or next((mention.value for mention in times if mention.kind == "date" and mention.value), None)
    place = next(
        (
            mention.name
            for _, _, mention in sentence.place_mentions
            if mention.precision == "settlement" and _in_place(sentence, mention.start)
        ),
        None,
    )
    if len(participants) > 1:
        sentence.context.pair = participants
    return MeetingClaim(
        **sentence.base(sentence.quote(), report), participants=participants, format=format_, date=date, place=place
    )


def _in_place(sentence: Sentence, start: int) -> bool:
    """Whether a place is named as where: after "in" or "at", not as a state's seat ("Kyiv and Moscow agreed")."""
    before = sentence.span.text[:start].rstrip().rsplit(None, 1)
    return bool(before) and before[-1].lower() in {"in", "at", "near", "capital", "city", "to"}
