"""A sentence as a reader takes it in: its clauses, who, when, how much and who says so, worked out once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from spacy.tokens import Span, Token

from pactwatch.extract.actors import ActorMention, Actors
from pactwatch.extract.clauses import SUBJECT, Clause, ancestors_of_clause, clauses_of, phrase, spread
from pactwatch.extract.codebook import Codebook
from pactwatch.extract.context import Context
from pactwatch.extract.cues import CueMatch, normal
from pactwatch.extract.dates import TimeMention, find_times
from pactwatch.extract.durations import DurationMention, find_durations
from pactwatch.extract.money import MoneyMention, find_amounts
from pactwatch.extract.places import PlaceMention, Places

_FIRST_PERSON = frozenset({"we", "i", "our", "us", "me", "my"})
_THIRD_SINGULAR = frozenset({"he", "she", "him", "her", "his"})
_THIRD_PLURAL = frozenset({"they", "them", "it", "their", "its", "both", "each", "either"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_PARTIES = frozenset({"participant", "party", "side", "signatory"})
_TWO = frozenset({"side", "country", "nation", "leader", "state"})
_SINCE_REACH = 14
_LOCATIVES = frozenset({"in", "at", "near", "outside", "around", "over", "downtown", "central"})
_MEMBERS = frozenset({"participant", "ally", "member", "leader", "country", "partner", "state"})
_DAY_OF_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d{1,2}\b"
    r"|\b\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_TITLES = frozenset({"Mr", "Mr.", "Mrs", "Ms", "Dr"})


@dataclass(frozen=True)
class Report:
    """Who says what a clause says: the speaker and carrier as the text names them, and the speaker's actor codes."""

    speaker: str | None
    codes: tuple[str, ...]
    via: str | None
    verb: Token | None


@dataclass(frozen=True)
class Tools:
    """The codebook, the actors and the gazetteer that every sentence is read with."""

    codebook: Codebook
    actors: Actors
    places: Places


class Sentence:
    """One sentence of a parsed paragraph; `paragraph` is its text, and `offset` where that begins in the document's."""

    def __init__(
        self, span: Span, paragraph: str, offset: int, tools: Tools, context: Context, section: str | None = None
    ) -> None:
        self.span = span
        self.paragraph = paragraph
        self.offset = offset
        self.tools = tools
        self.context = context
        self.section = section

    @cached_property
    def clauses(self) -> list[Clause]:
        """The sentence's clauses, in the order of their predicates."""
        return clauses_of(self.span)

    @cached_property
    def actor_mentions(self) -> list[tuple[int, int, ActorMention]]:
        """Actors named, each with its first token and the one after its last, as indices into the paragraph."""
        found = [
            (*self._tokens(mention.start, mention.end), mention)
            for mention in self.tools.actors.find(self.span.text, self.context.anchor)
        ]
        found = [row for row in found if row[2].kind != "state" or not self._is_elsewhere(row[2].start, row[2].codes)]
        # "in Kyiv" is a place, "Kyiv said" the state that has its seat there.
        return [
            row
            for row in found
            if row[2].kind != "seat"
            or row[0] == self.span.start
            or self.span.doc[row[0] - 1].lower_ not in _LOCATIVES
        ]

    def _is_elsewhere(self, start: int, codes: tuple[str, ...]) -> bool:
        """Whether the name at an offset is here a place in another country than its own: "Waat, Tonga and Kodok"."""
        return any(
            place.start == start
            and place.precision != "country"
            and place.country is not None
            and place.country not in codes
            for _, _, place in self.place_mentions
        )

    def _only_places(self, first: int, after: int, codes: tuple[str, ...]) -> bool:
        """Whether words mean some actors only by the name of such a place: "offensives in Waat, Tonga and Kodok"."""
        return any(
            first <= start
            and stop <= after
            and self._is_elsewhere(place.start, codes)
            and self.tools.actors.resolve(place.name, self.context.anchor) == codes
            for start, stop, place in self.place_mentions
        )

    @cached_property
    def place_mentions(self) -> list[tuple[int, int, PlaceMention]]:
        """Places named, each with its token range."""
        return [
            (*self._tokens(mention.start, mention.end), mention)
            for mention in self.tools.places.find(self.span.text, self.context.around)
        ]

    @cached_property
    def times(self) -> list[tuple[int, int, TimeMention]]:
        """Time expressions, resolved against the story's own date, each with its token range."""
        return [(*self._tokens(mention.start, mention.end), mention) for mention in self._find_times()]

    @cached_property
    def sums(self) -> list[tuple[int, int, MoneyMention]]:
        """Sums of money, each with its token range."""
        return [(*self._tokens(mention.start, mention.end), mention) for mention in find_amounts(self.span.text)]

    def sum_in(self, phrase: Token) -> bool:
        """Whether a sum of money begins in what hangs from a word."""
        inside = {token.i for token in phrase.subtree}
        return any(start in inside for start, _, _ in self.sums)

    @cached_property
    def durations(self) -> list[tuple[int, int, DurationMention]]:
        """Durations, each with its token range."""
        return [(*self._tokens(mention.start, mention.end), mention) for mention in find_durations(self.span.text)]

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """The two that the sentence, or else the story before it, names side by side: "Kyiv and Moscow"."""
        named = [row for row in self.actor_mentions if row[2].kind != "person" and len(row[2].codes) == 1]
        for (_, stop, one), (start, _, other) in pairwise(named):
            if self.span.doc[stop:start].text == "and" and one.codes != other.codes:
                return one.codes + other.codes
        return self.context.sides

    @cached_property
    def opening_cues(self) -> list[CueMatch[str]]:
        """The words with which a condition may begin, in the order of the sentence."""
        return self.tools.codebook.opening_cues.find(self.span)

    def quote(self, first: Token | None = None, last: Token | None = None) -> tuple[int, int]:
        """Offsets in the document's text of the words from one token to another, or of the whole sentence, trimmed."""
        start = (first or self.span[0]).idx
        end = (last or self.span[-1]).idx + len((last or self.span[-1]).text)
        text = self.paragraph[start:end]
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        return self.offset + start, self.offset + end

    def base(self, span: tuple[int, int], report: Report | None = None) -> dict[str, Any]:
        """The fields that every claim has: document, quote with its offsets, speaker and carrier, what read it."""
        start, end = span
        return {
            "doc": self.context.doc,
            "start": start,
            "end": end,
            "quote": self.paragraph[start - self.offset : end - self.offset],
            "speaker": report.speaker if report else None,
            "via": report.via if report else None,
            "read_by": self.context.read_by,
        }

    def codes_of(self, token: Token) -> tuple[str, ...]:
        """The actors that the phrase headed by a token stands for; empty where it names none."""
        # "US" is a state, "us" is whoever speaks.
        word = token.lower_ if token.text != "US" else "US"
        if token.pos_ == "PRON" or word in _FIRST_PERSON | _THIRD_SINGULAR | _THIRD_PLURAL:
            return self._pronoun(token, word)
        lemma = token.lemma_.lower()
        singular = lemma[:-1] if lemma.endswith("s") else lemma
        if self.context.instrument and singular in _PARTIES | {"partie", "signatorie"}:
            # "the French Participant" is one of them, "the Participants" are all.
            named = tuple(code for code in self.codes_within(*phrase(token)) if code in self.context.parties)
            return named or self.context.parties
        first, after = phrase(token)
        text = self.span.doc[first:after].text
        if any(mention.kind != "adjective" for start, stop, mention in self._mentions_at(token)):
            covering = [mention for _, _, mention in self._mentions_at(token)]
            return covering[0].codes
        codes = self.tools.actors.resolve(text, self.context.anchor)
        if codes and not self._only_places(first, after, codes):
            return codes
        known = self._known_person(token, first, after)
        if known:
            return known
        if lemma in _TWO and any(child.lower_ in {"two", "both", "warring"} for child in token.children):
            apart = self.context.pair if lemma == "leader" else ()
            return self.context.parties or apart or self.sides or self.context.pair or self.context.they
        if lemma == "side" and token.tag_ == "NNS" and self.sides:
            return self.sides
        if lemma in _MEMBERS and token.tag_ in {"NNS", "NNPS"} and self.span.doc[first].lower_ == "the":
            return self.context.group
        return self._authority(first, after)

    def codes_of_all(self, tokens: tuple[Token, ...]) -> tuple[str, ...]:
        """The actors of several phrases, each once, in order."""
        return tuple(dict.fromkeys(code for token in tokens for code in self.codes_of(token)))

    def codes_within(self, first: int, after: int) -> tuple[str, ...]:
        """All actors named between two token indices, adjectives included."""
        return tuple(
            dict.fromkeys(
                code
                for start, stop, mention in self.actor_mentions
                if first <= start and stop <= after
                for code in mention.codes
            )
        )

    def report(self, clause: Clause) -> Report:
        """Who says what the clause says, from the verbs of reporting above it and from "according to"."""
        speaker: Token | None = None
        carrier: str | None = None
        verb: Token | None = None
        for above in ancestors_of_clause(clause.predicate):
            if above.lemma_.lower() not in self.tools.codebook.reporting.verbs:
                continue
            for subject in (child for child in above.children if child.dep_ in {"nsubj", "nsubjpass"}):
                name = self.span.doc[slice(*phrase(subject))].text
                if self._is_outlet(name):
                    carrier, verb = carrier or name, verb or above
                elif speaker is None:
                    speaker, verb = subject, above
            carrier = carrier or self._told(above)
        for child in self.span:
            if child.lower_ == "according":
                for source in (grandchild for to in child.children for grandchild in to.children):
                    name = self.span.doc[slice(*phrase(source))].text
                    if self._is_outlet(name):
                        carrier = carrier or name
                    elif speaker is None:
                        speaker = source
        if speaker is None:
            return Report(None, (), carrier, verb)
        return Report(self.name_of(speaker), self.codes_of(speaker), carrier, verb)

    def name_of(self, token: Token) -> str:
        """How the text names someone: the person's name where there is one, else the phrase."""
        first, after = phrase(token)
        words = [self.span.doc[i] for i in range(first, after)]
        for entity in self.span.ents:
            if entity.label_ == "PERSON" and entity.start <= token.i < entity.end:
                return entity.text.removesuffix("’s").removesuffix("'s").strip()
        return "".join(word.text_with_ws for word in words).strip(" ,")

    def times_of(self, clause: Clause) -> list[TimeMention]:
        """The time expressions that hang from a clause, or else from no verb of reporting in the sentence."""
        own: list[TimeMention] = []
        free: list[TimeMention] = []
        for start, _, mention in self.times:
            if self.only_since(start):
                continue
            verb = self._predicate_above(self.span.doc[start])
            if verb is not None and verb.i == clause.predicate.i:
                own.append(mention)
            elif verb is None or verb.lemma_.lower() not in self.tools.codebook.reporting.verbs:
                free.append(mention)
        return own or free

    def said_on(self, report: Report) -> str | None:
        """The date on which the speaker said it: the time that hangs from the verb of reporting."""
        for start, _, mention in self.times:
            verb = self._predicate_above(self.span.doc[start])
            if mention.value and report.verb is not None and verb is not None and verb.i == report.verb.i:
                return mention.value
        return None

    def remember(self) -> None:
        """Leave behind for the next sentence who was named and who spoke."""
        self.context.sides = self.sides
        for _, _, mention in self.actor_mentions:
            if mention.kind in {"body", "group"}:
                self.context.group = mention.codes
        for clause in self.clauses:
            if clause.verb in self.tools.codebook.reporting.verbs:
                self._remember_day(clause)
            for subject in clause.subjects:
                codes = self.codes_of(subject)
                if not codes or subject.pos_ == "PRON":
                    continue
                person = self._person_at(subject)
                if person is not None:
                    self.context.he = codes
                    self.context.persons.setdefault(person.split()[-1], codes)
                    if clause.verb in self.tools.codebook.reporting.verbs:
                        self.context.speaker, self.context.speaker_codes = person, codes
                else:
                    self.context.they = codes
            if len(clause.subjects) > 1:
                together = self.codes_of_all(clause.subjects)
                self.context.they = together or self.context.they
                if len(together) > 1:
                    self.context.pair = together

    def _remember_day(self, clause: Clause) -> None:
        """Keep the day on which the subjects of a verb of reporting spoke."""
        for start, _, mention in self.times:
            verb = self._predicate_above(self.span.doc[start])
            if mention.value and mention.kind == "date" and verb is not None and verb.i == clause.predicate.i:
                for subject in clause.subjects:
                    self.context.said_on[self.name_of(subject).split()[-1]] = mention.value

    def _find_times(self) -> list[TimeMention]:
        if not self.context.undated:
            return find_times(self.span.text, self.context.anchor)
        # A feed item without a date of its own is at most somewhat later than its page: "Dec. 31" is the next one after
        # the page's date. A weekday there could be any.
        return [
            mention
            for mention in find_times(self.span.text, self.context.anchor, direction="future")
            if _DAY_OF_MONTH.search(self.span.text[mention.start : mention.end])
        ]

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        base = self.span.start_char
        span = self.span.doc.char_span(base + start, base + end, alignment_mode="expand")
        assert span is not None
        return span.start, span.end

    def only_since(self, start: int) -> bool:
        """Whether a time is only what something is measured from: "the largest since the war began in 2022"."""
        for i in range(start - 1, max(self.span.start, start - _SINCE_REACH) - 1, -1):
            if self.span.doc[i].lower_ == "since":
                return True
            if self.span.doc[i].text == ",":
                return False
        return False

    def _mentions_at(self, token: Token) -> list[tuple[int, int, ActorMention]]:
        return [row for row in self.actor_mentions if row[0] <= token.i < row[1]]

    def _pronoun(self, token: Token, word: str) -> tuple[str, ...]:
        if word in _FIRST_PERSON:
            return self.context.speaker_codes if not self.context.instrument else self.context.parties
        said = () if self.context.instrument or word in _POSSESSIVE else self._who_says(token, word)
        if said:
            return said
        if word in _THIRD_SINGULAR:
            return self.context.he
        if self.context.instrument and word in {"they", "both", "each", "either", "them"}:
            return self.context.parties
        return self.context.they if word in _THIRD_PLURAL else ()

    def _who_says(self, token: Token, word: str) -> tuple[str, ...]:
        """Who says what a pronoun is the subject of: "Trump said that he was considering", "the ministry said it had"."""
        if token.dep_ not in SUBJECT:
            return ()
        for above in ancestors_of_clause(token.head):
            if above.lemma_.lower() not in self.tools.codebook.reporting.verbs:
                continue
            for subject in (child for child in above.children if child.dep_ == "nsubj" and child.pos_ != "PRON"):
                person = self._person_at(subject) is not None
                if person == (word in _THIRD_SINGULAR) and word != "they":
                    return self.codes_of(subject)
        return ()

    def _known_person(self, token: Token, first: int, after: int) -> tuple[str, ...]:
        for i in range(after - 1, first - 1, -1):
            codes = self.context.persons.get(self.span.doc[i].text)
            if codes:
                return codes
        return ()

    def _person_at(self, token: Token) -> str | None:
        for start, stop, mention in self._mentions_at(token):
            if mention.kind == "person":
                return self.span.doc[start:stop].text
        if token.pos_ == "PROPN" and token.ent_type_ == "PERSON" and token.text not in _TITLES:
            entity = next((ent for ent in self.span.ents if ent.start <= token.i < ent.end), None)
            return entity.text.removesuffix("’s").removesuffix("'s").strip() if entity is not None else None
        return None

    def _authority(self, first: int, after: int) -> tuple[str, ...]:
        """A region's or city's authority speaks for its state: "the Sumy Oblast military administration"."""
        words = {normal(self.span.doc[i].lemma_) for i in range(first, after)}
        if not words & set(self.tools.codebook.reporting.authorities):
            return ()
        for start, stop, mention in self.place_mentions:
            if first <= start and stop <= after and mention.country:
                return (mention.country,)
        return ()

    def _is_outlet(self, name: str) -> bool:
        bare = name.removeprefix("the ").removeprefix("The ").strip()
        return bare in self.tools.codebook.reporting.outlets or any(
            bare.endswith(f" {outlet}") or bare.startswith(f"{outlet} ")
            for outlet in self.tools.codebook.reporting.outlets
        )

    def _told(self, verb: Token) -> str | None:
        """The outlet that was told, or in which it was written: "told Reuters", "said on Telegram"."""
        for child in verb.children:
            candidates = [child] if child.dep_ in {"dobj", "dative"} else []
            if child.dep_ == "prep":
                candidates = [grandchild for grandchild in child.children if grandchild.dep_ == "pobj"]
            for candidate in candidates:
                for head in spread(candidate):
                    name = self.span.doc[slice(*phrase(head))].text
                    if self._is_outlet(name):
                        return next(outlet for outlet in self.tools.codebook.reporting.outlets if outlet in name)
        return None

    def _predicate_above(self, token: Token) -> Token | None:
        current = token
        while current.head.i != current.i:
            current = current.head
            if current.pos_ in {"VERB", "AUX"} and current.dep_ not in {"aux", "auxpass"}:
                return current
        return current if current.pos_ in {"VERB", "AUX"} else None
