"""Commitments in Ukrainian: what the parties of an instrument promise."""

from __future__ import annotations

import re
from typing import Any

from pactwatch.extract.claim import Action, Amount, CommitmentClaim, Goods, Trigger
from pactwatch.extract.dates import find_times
from pactwatch.extract.money import find_amounts
from pactwatch.extract.ukrainian.clauses import Clause, ClauseReader
from pactwatch.extract.ukrainian.codebook import UkrainianCodebook
from pactwatch.extract.ukrainian.conditions import Condition, ConditionReader
from pactwatch.extract.ukrainian.durations import durations_in
from pactwatch.extract.ukrainian.paragraph import LeadIn, Sentence
from pactwatch.extract.ukrainian.phrases import Phrases

_AID: frozenset[Action] = frozenset({"military_aid", "air_defence", "maritime_security", "other"})
_ENDING = re.compile(r"^(?:скас|зн[яі]|послаб|пом.якш)", re.IGNORECASE)
_WITHIN = re.compile(
    r"(?:протягом|упродовж|не пізніше(?:,?\s+ніж)?(?:\s+(?:через|за))?|у межах|в межах|у|за|через)\s*$", re.IGNORECASE
)
# In letters: what each further word of a cue, and agreement with the heading, weigh against distance from the verb.
_A_WORD = 32
_A_HEADING = 140
# How far a verb may stand from its subject for a year between them to be the promise's own.
_NEAR = 60
_OF_A_PAPER = re.compile(r"(?:від|підписан\w+(?:\s+\w+){0,2}|ухвален\w+)\s+$", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?<![\w,.])(?P<count>\d{1,3}(?:[  ]\d{3})+|\d{1,6})\s+(?P<name>[а-яіїєґ'’ʼ-]+(?:\s+[а-яіїєґA-Z\d'’ʼ-]+){0,2})"
)


class CommitmentReader:
    """Reads the promises of a sentence by the codebook's words."""

    def __init__(self, codebook: UkrainianCodebook) -> None:
        self._clauses = ClauseReader(codebook.promises, codebook.actors)
        self._conditions = ConditionReader(codebook)
        self._cues = codebook.action_cues
        self._attack_headings = Phrases((word, True) for word in codebook.triggers.attack_headings)
        self._help = Phrases((word, True) for word in codebook.promises.help)
        self._goods = Phrases((word, True) for word in codebook.promises.goods)

    def commitments(self, sentence: Sentence) -> list[CommitmentClaim]:
        """The promises that one sentence makes, in the order of its words."""
        reading = sentence.reading
        lead_in = reading.lead_in
        clauses = self._clauses.clauses(
            reading.text,
            sentence.start,
            sentence.end,
            reading.naming,
            reading.promisors,
            lead_in.promisors if lead_in is not None else (),
        )
        if not clauses and sentence.words.endswith(":"):
            named = self._clauses.named(reading.text, sentence.start, sentence.end, reading.naming)
            reading.lead_in = LeadIn(named, None, False, None, "none", None) if named else None
        found: list[CommitmentClaim] = []
        shared: Condition | None = None
        for number, clause in enumerate(clauses):
            condition = self._conditions.condition(
                reading.text, clause, number == 0, (sentence.start, sentence.end), reading.trigger
            )
            if number == 0 and condition is not None and condition.start < clause.predicate.start:
                shared = condition
            condition = condition or shared
            promisors = tuple(code for code in clause.promisors if code in reading.naming.parties)
            if clause.predicate.opens_list:
                reading.lead_in = LeadIn(
                    promisors,
                    clause.predicate.firmness,
                    clause.predicate.negated,
                    reading.text[condition.start : condition.end] if condition else None,
                    condition.trigger if condition else "none",
                    None,
                )
                continue
            claim = self._claim(sentence, clause, condition, promisors)
            if claim is None:
                continue
            if number == len(clauses) - 1 and sentence.words.endswith(":"):
                reading.lead_in = LeadIn(
                    promisors,
                    claim.firmness,
                    claim.polarity == "will_not",
                    claim.condition,
                    claim.trigger,
                    claim.action,
                )
                if claim.action == "other":
                    continue
            reading.promisors = promisors
            if claim.trigger != "none":
                reading.trigger = claim.trigger
            found.extend(self._one_an_action(sentence, clause, claim))
            found.extend(self._joined(sentence, clause, claim))
        return found

    def listed(self, sentence: Sentence) -> list[CommitmentClaim]:
        """A list's item as a promise: its lead-in says who promises, how firmly and on what condition."""
        lead_in = sentence.reading.lead_in
        cues = self._cues.find(sentence.reading.text, sentence.start, sentence.end)
        if lead_in is None or lead_in.firmness is None or not (cues or lead_in.action):
            return []
        action = max(cues, key=lambda cue: (cue.words, -cue.start)).label if cues else lead_in.action or "other"
        return [
            CommitmentClaim(
                **sentence.base(sentence.start, sentence.end),
                promisors=lead_in.promisors,
                promisees=_promisees(sentence, lead_in.promisors, sentence.start, sentence.end),
                action=action,
                firmness=lead_in.firmness,
                polarity="will_not" if lead_in.negated else "will",
                condition=lead_in.condition,
                trigger=lead_in.trigger,
                amounts=_amounts(sentence.words),
                items=self._items(sentence.words),
            )
        ]

    def _claim(
        self, sentence: Sentence, clause: Clause, condition: Condition | None, promisors: tuple[str, ...]
    ) -> CommitmentClaim | None:
        text = sentence.reading.text
        heading = self._cues.first(sentence.headings[-1]) if sentence.headings else None
        action = self._action(text, clause, condition, heading.label if heading is not None else None)
        if action is None and clause.predicate.passive:
            return None
        if action is None:
            action = heading.label if heading is not None else self._general(text, clause)
        trigger: Trigger = condition.trigger if condition is not None else "none"
        headed = any(self._attack_headings.first(heading) for heading in sentence.headings)
        if trigger == "none" and headed and action not in {"consultation", "other"}:
            trigger = "attack"
        if trigger == "attack" and action in _AID:
            action = "assistance_if_attacked"
        # Lifting sanctions is not imposing them.
        ends = action == "sanctions" and _ENDING.match(clause.predicate.verb) is not None
        words = text[clause.begin : clause.end]
        due, period = _times(text[clause.predicate.start : clause.end])
        if due is None and period is None:
            # "У 2024 році Франція надасть": not a year that a clause before tells of.
            due, period = _times(text[clause.begin : clause.subject])
        if due is None and period is None and clause.predicate.start - clause.subject <= _NEAR:
            due, period = _times(text[clause.subject : clause.predicate.start])
        return CommitmentClaim(
            **sentence.base(*_quote(text, clause)),
            promisors=promisors,
            promisees=_promisees(sentence, promisors, clause.predicate.start, clause.end),
            action=action,
            firmness=clause.predicate.firmness,
            polarity="will_not" if clause.predicate.negated != ends else "will",
            condition=text[condition.start : condition.end] if condition is not None else None,
            trigger=trigger,
            amounts=_amounts(words),
            items=self._items(words),
            period=period,
            due=due,
            respond_within=_respond_within(words),
        )

    def _action(self, text: str, clause: Clause, condition: Condition | None, headed: Action | None) -> Action | None:
        """The action whose cue stands nearest to the promise's verb; longer cues, and what the heading names, first."""
        at = clause.predicate.start
        cues = [
            cue
            for cue in self._cues.find(text, clause.begin, clause.end)
            if condition is None or not condition.start <= cue.start < condition.end
        ]
        after = [cue for cue in cues if cue.end > at]
        # What stands in brackets explains: "(наприклад, у рамках ЄС)".
        after = [cue for cue in after if not _in_brackets(text, clause.begin, cue.start)] or after
        if after:
            return min(
                after,
                key=lambda cue: (
                    cue.start - at - _A_WORD * (cue.words - 1) - _A_HEADING * (cue.label == headed),
                    cue.start,
                ),
            ).label
        before = [cue for cue in cues if cue.end <= at]
        return before[-1].label if before else None

    def _joined(self, sentence: Sentence, clause: Clause, claim: CommitmentClaim) -> list[CommitmentClaim]:
        """Further infinitives of one promise whose action is another: "зобов'язується надати ... та запровадити"."""
        text = sentence.reading.text
        begins = self._clauses.further_infinitives(text, clause)
        found: list[CommitmentClaim] = []
        for number, begin in enumerate(begins):
            end = begins[number + 1] if number + 1 < len(begins) else clause.end
            words = text[begin:end].rstrip(" ,;")
            cue = self._cues.first(words)
            if cue is None or cue.label in {claim.action, *(each.action for each in found)}:
                continue
            further: dict[str, Any] = {
                **sentence.base(begin, begin + len(words)),
                "action": cue.label,
                "amounts": _amounts(words),
                "items": self._items(words),
                "respond_within": _respond_within(words),
            }
            found.append(claim.model_copy(update=further))
        return found

    def _general(self, text: str, clause: Clause) -> Action:
        """Help that is not said to be of any kind is military in an instrument on security."""
        helps = self._help.first(text, clause.predicate.start, clause.end)
        return "military_aid" if helps is not None else "other"

    def _one_an_action(self, sentence: Sentence, clause: Clause, claim: CommitmentClaim) -> list[CommitmentClaim]:
        """After an attack each kind of help is an obligation of its own: "допомогу у сфері безпеки ... економічну"."""
        if claim.trigger != "attack" or claim.action != "assistance_if_attacked":
            return [claim]
        labels = {cue.label for cue in self._cues.find(sentence.reading.text, clause.predicate.end, clause.end)}
        return [claim, claim.model_copy(update={"action": "financial_aid"})] if "financial_aid" in labels else [claim]

    def _items(self, words: str) -> tuple[Goods, ...]:
        found = []
        for match in _COUNTED.finditer(words):
            goods = self._goods.first(match["name"])
            if goods is not None:
                count = int(re.sub(r"\D", "", match["count"]))
                found.append(Goods(name=match["name"][: goods.end], count=count))
        return tuple(found)


def _in_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def _quote(text: str, clause: Clause) -> tuple[int, int]:
    words = text[clause.begin : clause.end]
    return clause.begin + len(words) - len(words.lstrip()), clause.begin + len(words.rstrip())


def _promisees(sentence: Sentence, promisors: tuple[str, ...], start: int, end: int) -> tuple[str, ...]:
    """The party that the words name besides ("надасть Україні"), else the other parties; each other where all promise."""
    reading = sentence.reading
    others = tuple(code for code in reading.naming.parties if code not in promisors)
    named = {
        code for each in reading.naming.find(reading.text, start, end) if each.kind == "actor" for code in each.codes
    }
    return tuple(code for code in others if code in named) or others or reading.naming.parties


def _amounts(words: str) -> tuple[Amount, ...]:
    return tuple(amount for mention in find_amounts(words) for amount in mention.amounts)


def _respond_within(words: str) -> str | None:
    for mention in durations_in(words):
        before, said = words[: mention.start], words[mention.start : mention.end]
        short = mention.value.startswith("PT") or mention.value.endswith("D")
        if short and (_WITHIN.search(before) or said.endswith("доби")):
            return mention.value
    return None


def _times(words: str) -> tuple[str | None, str | None]:
    """By when, and in what time: the first deadline and the first year or run of years that is no paper's date."""
    mentions = find_times(words, None, "future")
    due = next((each.value for each in mentions if each.kind == "deadline" and each.value), None)
    period = next(
        (
            each.value
            for each in mentions
            if each.kind in {"date", "period"}
            and each.value
            and (len(each.value) == 4 or "/" in each.value)
            and not _OF_A_PAPER.search(words[: each.start])
        ),
        None,
    )
    return due, period
