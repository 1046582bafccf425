"""Clauses of a sentence in Ukrainian: each predicate of promising with those who promise, and its stretch of words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pactwatch.extract.ukrainian.actors import Mention, Naming
from pactwatch.extract.ukrainian.codebook import UkrainianActors, UkrainianPromises
from pactwatch.extract.ukrainian.phrases import Phrases
from pactwatch.extract.ukrainian.predicates import Predicate, Predicates

_BREAK = re.compile(r"[,;:()]|\s[–—-]\s")
_JOINT = re.compile(r"\s*(?:,?\s*(?:та|і|й)|,)\s*", re.IGNORECASE)
_BEGIN = re.compile(
    r"\s*(?:(?:а\s+також|а|та|і|й|але|проте|однак|водночас|крім\s+того|то|зокрема)\s+)*", re.IGNORECASE
)
_THAT = re.compile(r"\s*(?:що|про те, що)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?:[,;]\s*(?:(?:а\s+також|та|і|й)\s+)?|\s(?:а\s+також|та|і|й|або)\s+)$", re.IGNORECASE)
_NEXT_WORD = 20
_INSTRUMENTAL = ("ами", "ями", "ою", "єю", "ею", "ом", "ем")


@dataclass(frozen=True)
class Clause:
    """A predicate with its clause: who promises (codes), the subject's and the clause's own offsets.

    `subject` is the offset at which the naming of the promisor begins, or the predicate's where it is named before.
    `begin` is where the words of the clause begin; `end` where they end: before the next clause or with the sentence.
    """

    predicate: Predicate
    promisors: tuple[str, ...]
    subject: int
    begin: int
    end: int


@dataclass(frozen=True)
class _Subject:
    codes: tuple[str, ...]
    start: int
    own: bool


class ClauseReader:
    """Finds the clauses that promise, by the codebook's words."""

    def __init__(self, promises: UkrainianPromises, actors: UkrainianActors) -> None:
        self._predicates = Predicates(promises)
        self._subordinate = Phrases((word, True) for word in promises.subordinate)
        self._prepositions = Phrases((word, True) for word in promises.prepositions)
        self._fillers = Phrases((word, True) for word in promises.fillers)
        self._affirming = Phrases((word, True) for word in promises.affirming)
        self._organs = Phrases((word, True) for word in actors.organs)

    def clauses(
        self, text: str, start: int, end: int, naming: Naming, before: tuple[str, ...], shared: tuple[str, ...] = ()
    ) -> list[Clause]:
        """The clauses between two offsets of the text that promise something a party can be held to.

        `before` are those who promised last in the paragraph: "вона" means them, and so does a passive without agent.
        `shared` are those whom the line above a list names for all its items.
        """
        mentions = naming.find(text, start, end)
        breaks = [start, *(match.end() for match in _BREAK.finditer(text, start, end))]
        found: list[tuple[Predicate, _Subject]] = []
        last: _Subject | None = _Subject(shared, start, False) if shared else None
        for predicate in self._predicates.find(text, start, end):
            opened = max(place for place in breaks if place <= predicate.start)
            if self._hangs(text, start, opened, predicate.start):
                continue
            subject = self._subject(text, predicate, breaks, mentions, last, naming, before, end)
            if subject is None:
                continue
            found.append((predicate, subject))
            last = subject
        return _with_limits(text, start, end, found, breaks)

    def named(self, text: str, start: int, end: int, naming: Naming) -> tuple[str, ...]:
        """The parties that stand between two offsets as a subject, without a verb: "Українська Сторона:"."""
        subject = self._nominative(text, start, end, naming.find(text, start, end), [], naming, None, ())
        codes = subject.codes if subject is not None else ()
        return tuple(code for code in codes if code in naming.parties)

    def further_infinitives(self, text: str, clause: Clause) -> list[int]:
        """Where the infinitives begin that are joined to the one with which a clause's predicate ends."""
        after = clause.predicate.end
        ends = self._predicates.infinitive(text, clause.predicate.start)
        if ends is None or ends.end() > after + _NEXT_WORD:
            return []
        found: list[int] = []
        while (match := self._predicates.infinitive(text, max(after, ends.end()))) is not None:
            if match.end() > clause.end:
                break
            if _JOINED.search(text, after, match.start()):
                found.append(match.start())
            after = match.end()
        return found

    def _hangs(self, text: str, start: int, opened: int, at: int) -> bool:
        """Whether the words before a predicate make its clause hang from another that does not promise it."""
        begin = _BEGIN.match(text, opened, at)
        first = begin.end() if begin else opened
        words = text[first:at]
        preposition = self._prepositions.first(words)
        if preposition is not None and preposition.start == 0:
            rest = words[preposition.end :].lstrip()
            words = rest if (match := self._subordinate.first(rest)) and match.start == 0 else words
        hanging = self._subordinate.first(words)
        if hanging is None or (hanging.start > 0 and not _after_joint(words, hanging.start)):
            return False
        if _THAT.match(words[hanging.start :]):
            clause = text[start:opened].rstrip(" ,")
            return self._affirming.first(clause[clause.rfind(",") + 1 :]) is None
        return True

    def _subject(
        self,
        text: str,
        predicate: Predicate,
        breaks: list[int],
        mentions: list[Mention],
        last: _Subject | None,
        naming: Naming,
        before: tuple[str, ...],
        end: int,
    ) -> _Subject | None:
        places = [place for place in breaks if place <= predicate.start]
        if predicate.of_policy:
            return self._owner(mentions, places[-1], predicate.start, naming)
        if predicate.passive:
            return self._agent(text, predicate, mentions, end, naming, last, before)
        stop = predicate.start
        for depth, opened in enumerate(reversed(places)):
            inside = [each for each in mentions if opened <= each.start and each.end <= stop]
            if depth and self._is_hanging_segment(text, opened, stop):
                stop = opened
                continue
            subject = self._nominative(text, opened, stop, inside, mentions, naming, last, before)
            if subject is not None:
                return subject if set(subject.codes) & set(naming.parties) else None
            if depth == 0 and not self._may_share(text[opened:stop]):
                return None
            if last is not None and opened <= last.start:
                break
            stop = opened
        return _Subject(last.codes, predicate.start, False) if last is not None else None

    def _nominative(
        self,
        text: str,
        opened: int,
        stop: int,
        inside: list[Mention],
        mentions: list[Mention],
        naming: Naming,
        last: _Subject | None,
        before: tuple[str, ...],
    ) -> _Subject | None:
        """The last subject named between two offsets: one name, or several joined by "та"."""
        named = [each for each in inside if each.nominative and not self._after_preposition(text, opened, each.start)]
        if named:
            group = [named[-1]]
            for each in reversed(named[:-1]):
                if not _JOINT.fullmatch(text, each.end, group[0].start):
                    break
                group.insert(0, each)
            if group[0].kind == "pronoun":
                codes = _meant(group[0], mentions, last, before, naming)
                return _Subject(codes, group[0].start, True) if codes else None
            # "Українська Сторона" is the party that the adjective names.
            owner = next(
                (each for each in inside if each.kind == "adjective" and each.end + 1 == group[0].start), None
            )
            if owner is not None and group[0].kind == "each":
                return _Subject(owner.codes, owner.start, True)
            codes = tuple(dict.fromkeys(code for each in group for code in each.codes))
            return _Subject(codes, group[0].start, True)
        organ = self._organs.first(text, opened, stop)
        if organ is None:
            return None
        owners = [each for each in inside if each.kind != "pronoun" and abs(each.start - organ.end) < 40]
        adjectives = [each for each in inside if each.kind == "adjective" and each.end <= organ.start]
        owner = next(iter(adjectives or owners), None)
        return _Subject(owner.codes, min(owner.start, organ.start), True) if owner is not None else None

    def _owner(self, mentions: list[Mention], opened: int, at: int, naming: Naming) -> _Subject | None:
        """Whose policy it is: "Політика Італії полягає в"."""
        owners = [each for each in mentions if opened <= each.start < at and set(each.codes) & set(naming.parties)]
        return _Subject(owners[0].codes, opened, True) if owners else None

    def _agent(
        self,
        text: str,
        predicate: Predicate,
        mentions: list[Mention],
        end: int,
        naming: Naming,
        last: _Subject | None,
        before: tuple[str, ...],
    ) -> _Subject | None:
        """Who does what a passive says: the agent after it, else those who promised last, else all parties."""
        for each in mentions:
            if each.start < predicate.end or each.kind in {"pronoun", "adjective"}:
                continue
            if text[each.start : each.end].endswith(_INSTRUMENTAL) and not self._after_preposition(
                text, predicate.end, each.start
            ):
                inside = set(each.codes) & set(naming.parties)
                return _Subject(each.codes, predicate.start, False) if inside else None
        codes = last.codes if last is not None else before or naming.parties
        return _Subject(codes, predicate.start, False) if codes else None

    def _after_preposition(self, text: str, opened: int, at: int) -> bool:
        matches = self._prepositions.find(text, max(opened, at - 24), at)
        return bool(matches) and not text[matches[-1].end : at].strip(' «“"')

    def _is_hanging_segment(self, text: str, opened: int, stop: int) -> bool:
        begin = _BEGIN.match(text, opened, stop)
        first = begin.end() if begin else opened
        preposition = self._prepositions.first(text, first, stop)
        if preposition is not None and preposition.start == first:
            after = preposition.end + 1
            hanging = self._subordinate.first(text, after, stop)
            if hanging is not None and hanging.start == after:
                return True
        hanging = self._subordinate.first(text, first, stop)
        return hanging is not None and hanging.start == first

    def _may_share(self, words: str) -> bool:
        """Whether what stands before a verb leaves room for the subject named before: nothing, adverbs, or "у разі"."""
        begin = _BEGIN.match(words)
        rest = words[begin.end() :] if begin else words
        for match in self._fillers.find(rest):
            rest = rest.replace(rest[match.start : match.end], " " * (match.end - match.start))
        rest = rest.strip()
        if not rest or all(word.endswith(("но", "ло", "во", "ко", "чи", "ше")) for word in rest.split()):
            return True
        preposition = self._prepositions.first(rest)
        return preposition is not None and preposition.start == 0


def _meant(
    pronoun: Mention, mentions: list[Mention], last: _Subject | None, before: tuple[str, ...], naming: Naming
) -> tuple[str, ...]:
    """Whom "вона" or "вони" means: the subject named before it in the sentence, else those who promised last."""
    named = [
        each.codes for each in mentions if each.nominative and each.kind != "pronoun" and each.start < pronoun.start
    ]
    for codes in (*reversed(named), last.codes if last is not None else (), before):
        if codes and (len(codes) > 1) == pronoun.several and set(codes) & set(naming.parties):
            return codes
    return naming.parties if pronoun.several else ()


def _after_joint(words: str, at: int) -> bool:
    """Whether a word of subordination follows "і" or "та" and not a noun of its own: "... і що вони"."""
    return words[:at].rstrip().endswith((" і", " та", " й"))


def _with_limits(
    text: str, start: int, end: int, found: list[tuple[Predicate, _Subject]], breaks: list[int]
) -> list[Clause]:
    begins: list[int] = []
    found = _joined(text, found)
    for number, (predicate, subject) in enumerate(found):
        if number == 0:
            begins.append(start)
            continue
        floor = found[number - 1][0].end
        own = subject.start if subject.own and subject.start >= floor else predicate.start
        opened = max((place for place in breaks if place <= own), default=start)
        begin = opened if opened > floor else own
        joint = _BEGIN.match(text, begin, own)
        begins.append(max(floor, joint.end() if joint else begin))
    clauses = []
    for number, (predicate, subject) in enumerate(found):
        stop = begins[number + 1] if number + 1 < len(found) else end
        words = text[begins[number] : stop]
        if number + 1 < len(found):
            words = re.sub(r"[\s,;]*(?:\b(?:а\s+також|а|та|і|й|але|водночас)\b)?[\s,;]*$", "", words)
        clauses.append(Clause(predicate, subject.codes, subject.start, begins[number], begins[number] + len(words)))
    return clauses


def _joined(text: str, found: list[tuple[Predicate, _Subject]]) -> list[tuple[Predicate, _Subject]]:
    """Two verbs joined by "та" with all their words after them promise once: "консультуватиме та підтримуватиме"."""
    joined: list[tuple[Predicate, _Subject]] = []
    for predicate, subject in found:
        if joined and _JOINT.fullmatch(text, joined[-1][0].end, predicate.start) and not subject.own:
            continue
        joined.append((predicate, subject))
    return joined
