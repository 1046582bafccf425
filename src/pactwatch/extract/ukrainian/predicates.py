"""Predicates of promising in Ukrainian: a future, a word of intent, a duty; each with its verb and how firmly it binds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pactwatch.extract.claim import Firmness
from pactwatch.extract.ukrainian.codebook import UkrainianPromises
from pactwatch.extract.ukrainian.phrases import Phrases, plain

_ADVERBS = r"(?:\s+(?:й|і|та|не|також|надалі|далі|спільно|разом|\w+но|\w+ло|\w+во|\w+ко)){0,4}?"
# "надаватиме", "співпрацюватимуть", "консультуватимуться": the ending alone makes it a future.
_FUTURE = re.compile(
    r"\b(?P<stem>[а-яіїєґ'’ʼ-]{2,}?)ти(?:му|меш|ме|меть|мемо|мете|муть)(?P<self>ся|сь)?\b", re.IGNORECASE
)
_COMPOUND = re.compile(
    rf"\b(?:буде|будуть|будемо)\b(?P<between>{_ADVERBS})"
    r"(?:\s+(?P<infinitive>[а-яіїєґ'’ʼ-]+ти(?P<self>ся|сь)?)\b"
    r"|\s+(?P<passive>[а-яіїєґ'’ʼ-]+(?:ено|ано|ято|уто|ито|ені|ані|яті|уті|ена|ана|яна|ений|аний|ене|ане))\b|(?P<list>\s*:))",
    re.IGNORECASE,
)
# "пакети" and "гранти" are no infinitives: what stands before the ending tells most of them apart.
_INFINITIVE = re.compile(r"\b[а-яіїєґ'’ʼ-]*(?:[аиіїяую]|[еао]с|ер|[еаояі]г|ез)т(?:и|ися|ись)\b", re.IGNORECASE)
_BE_PASSIVE = re.compile(
    r"\bбути\s+(?:\w+но\s+)?[а-яіїєґ'’ʼ-]+(?:ений|аний|ена|ана|яна|ені|ані|яті|ено|ано|ято|ене|ане)\b", re.IGNORECASE
)
_NOT_BEFORE = re.compile(r"\bне\s+$", re.IGNORECASE)
_NEAR = 30
_REACH = 70
"""How many letters may stand between a word of promising and its infinitive."""


@dataclass(frozen=True)
class Predicate:
    """What promises in a sentence: its offsets, its verb as an infinitive, how firmly it binds, and its voice.

    `opens_list` says that a colon follows and that the items of a list carry the matter. `of_policy` says that whose it
    is stands beside the noun "політика".
    """

    start: int
    end: int
    verb: str
    firmness: Firmness
    negated: bool = False
    passive: bool = False
    opens_list: bool = False
    of_policy: bool = False


class Predicates:
    """Finds the predicates of a sentence by the words of the codebook."""

    def __init__(self, words: UkrainianPromises) -> None:
        self._words = words
        self._perfective = Phrases((form, entry.verb) for entry in words.perfective for form in entry.forms)
        self._phrases = Phrases((phrase, entry) for entry in words.phrases for phrase in entry.words)
        self._policy = Phrases((verb, verb) for verb in words.policy.verbs)
        self._policy_nouns = Phrases((noun, noun) for noun in words.policy.nouns)
        self._devoted = Phrases((word, word) for word in words.devoted)
        self._not_promises = {plain(verb) for verb in words.not_promises}
        self._considering = {plain(verb) for verb in words.considering}
        self._not_passive = {plain(verb) for verb in words.not_passive}
        self._not_infinitives = {plain(word) for word in words.not_infinitives}

    def find(self, text: str, start: int, end: int) -> list[Predicate]:
        """The predicates between two offsets of the text, left to right, none inside another."""
        found = [*self._by_phrase(text, start, end), *self._of_policy(text, start, end)]
        found += [*self._futures(text, start, end), *self._compounds(text, start, end)]
        found += self._perfectives(text, start, end)
        ordered: list[Predicate] = []
        for predicate in sorted(found, key=lambda each: (each.start, -each.end)):
            if not ordered or predicate.start >= ordered[-1].end:
                ordered.append(predicate)
        return ordered

    def infinitive(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first infinitive from an offset of the text; None where there is none."""
        found = _INFINITIVE.finditer(text, start)
        return next((match for match in found if plain(match.group(0)) not in self._not_infinitives), None)

    def _futures(self, text: str, start: int, end: int) -> list[Predicate]:
        found = []
        for match in _FUTURE.finditer(text, start, end):
            verb = match["stem"] + "ти" + ("ся" if match["self"] else "")
            found.append(self._told(text, Predicate(match.start(), match.end(), verb, "signed"), end))
        return [predicate for predicate in found if predicate is not None]

    def _compounds(self, text: str, start: int, end: int) -> list[Predicate]:
        found: list[Predicate | None] = []
        for match in _COMPOUND.finditer(text, start, end):
            if match["list"]:
                found.append(Predicate(match.start(), match.start() + 6, "бути", "signed", opens_list=True))
                continue
            verb = match["infinitive"] or match["passive"]
            predicate = Predicate(match.start(), match.end(), verb, "signed", passive=match["passive"] is not None)
            if re.search(r"\bне\b", match["between"]):
                predicate = replace(predicate, negated=True)
            found.append(self._told(text, predicate, end))
        return [predicate for predicate in found if predicate is not None]

    def _perfectives(self, text: str, start: int, end: int) -> list[Predicate]:
        found = [
            self._told(text, Predicate(match.start, match.end, match.label, "signed"), end)
            for match in self._perfective.find(text, start, end)
        ]
        return [predicate for predicate in found if predicate is not None]

    def _by_phrase(self, text: str, start: int, end: int) -> list[Predicate]:
        found = []
        for match in self._phrases.find(text, start, end):
            entry = match.label
            reach = text[match.end : min(end, match.end + _REACH)]
            if re.match(r"[^.;\n]{0,30}:\s*$", text[match.end : end]):
                found.append(self._signed(text, match.start, match.end, "", entry.firmness, opens_list=True))
                continue
            infinitive = self.infinitive(reach)
            between = reach[: infinitive.start()] if infinitive else reach
            if infinitive is None or "щоб" in between.casefold():
                if entry.with_noun:
                    found.append(self._signed(text, match.start, match.end, "", entry.firmness))
                continue
            verb = plain(infinitive.group(0))
            stop = match.end + infinitive.end()
            passive = verb == "бути" and (be := _BE_PASSIVE.match(reach, infinitive.start())) is not None
            if passive:
                stop = match.end + (be.end() if be else infinitive.end())
            elif (
                verb in self._not_promises and entry.firmness != "intended" and not self._is_devoted(text, stop, end)
            ):
                continue
            told = self._signed(text, match.start, stop, verb, entry.firmness, passive=passive)
            if re.search(r"\bне\s+$", between):
                told = replace(told, negated=True)
            found.append(told)
        return found

    def _of_policy(self, text: str, start: int, end: int) -> list[Predicate]:
        return [
            replace(self._signed(text, match.start, match.end, "", "signed"), of_policy=True)
            for match in self._policy.find(text, start, end)
            if self._policy_nouns.first(text, start, match.start) is not None
        ]

    def _told(self, text: str, predicate: Predicate, end: int) -> Predicate | None:
        """The predicate with its voice and firmness; None where its verb names no conduct."""
        verb = plain(predicate.verb)
        if (
            verb in self._not_promises
            and self._devoted.first(text, predicate.end, min(end, predicate.end + 30)) is None
        ):
            return None
        firmness: Firmness = "considered" if verb in self._considering else predicate.firmness
        passive = predicate.passive or (verb.endswith(("ся", "сь")) and verb not in self._not_passive)
        negated = (
            predicate.negated or _NOT_BEFORE.search(text, max(0, predicate.start - 4), predicate.start) is not None
        )
        return replace(predicate, verb=verb, firmness=firmness, passive=passive, negated=negated)

    def _is_devoted(self, text: str, after: int, end: int) -> bool:
        return self._devoted.first(text, after, min(end, after + _NEAR)) is not None

    def _signed(
        self,
        text: str,
        start: int,
        end: int,
        verb: str,
        firmness: Firmness,
        passive: bool = False,
        opens_list: bool = False,
    ) -> Predicate:
        negated = _NOT_BEFORE.search(text, max(0, start - 4), start) is not None
        reflexive = verb.endswith(("ся", "сь")) and verb not in self._not_passive
        if verb in self._considering:
            firmness = "considered"
        return Predicate(start, end, verb, firmness, negated, passive or reflexive, opens_list)
