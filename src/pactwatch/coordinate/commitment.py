"""The conditional commitment of the ledger: what a record promises for the case of a trigger, and whom that touches."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from pactwatch.judge.party import Party
from pactwatch.judge.terms import Terms
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.record import Record
from pactwatch.reconcile.status_rules import status_rules

_EVERYONE = re.compile(r"\b(?:either|both|any|each|one|будь-як\w+|кожн\w+|однієї|одного|обох)\b", re.IGNORECASE)
_REQUEST = re.compile(
    r"\b(?:at|on|upon|following|на|за)\s+(?:[\w'’-]+\s+){0,3}?(?:request|запит|прохання|вимог)\w*(?:\s+[\w'’-]+){0,8}",
    re.IGNORECASE,
)
"""A request as agreements in English and Ukrainian word it, with the few words that say whose it is."""

_ON_WHOM = re.compile(
    r"\b(?:attack|aggression|invasion|threat|напад|агрес)\w*(?:\s+[\w'’-]+){0,3}?\s+(?:against|on|upon|проти|на)\s+([^,.;]+)",
    re.IGNORECASE,
)
"""An attack and on whom, as conditions word it."""
_NO_NAME = re.compile(r"(?:Part(?:y|ies|icipants?)|Sides?|Member|States?|Учасник\w*|Сторон\w*)", re.IGNORECASE)


@dataclass(frozen=True)
class Commitment:
    """A promise that waits for a trigger, from its record. `made` is the first day from which it is known to stand."""

    record: str
    trigger: str
    promisors: tuple[str, ...]
    promisees: tuple[str, ...]
    action: str
    within: str | None
    condition: str
    quotes: tuple[str, ...]
    section: str | None
    agreement: str | None
    made: date | None

    @property
    def words(self) -> str:
        """The words that say it: of several sources the fullest."""
        return max(self.quotes, key=len)

    def made_by(self, known: date | None) -> bool:
        """Whether it had been promised by the day on which something became known; so it is taken where no day tells."""
        return self.made is None or known is None or self.made <= known

    def touched_by(self, violators: Collection[str], terms: Terms) -> bool:
        """Whether one who promises, or to whom it is promised, is touched by what those are responsible for.

        A finding touches the parties to whom the violators are adverse; a state or a day, which has none, touches them all.
        Where the condition names on whom the attack must be, it has to be one who is touched.
        """
        touched = _adverse(violators, terms)
        if violators and not self._on_one_of(touched, terms):
            return False
        return any(
            party in touched for name in (*self.promisors, *self.promisees) for party in terms.parties_of(name)
        )

    def _on_one_of(self, touched: Collection[str], terms: Terms) -> bool:
        """Whether the condition names one of these as who is attacked, or names nobody."""
        told = _ON_WHOM.findall(self.condition)
        names = [name for party in terms.parties if party.actor in touched for name in _names(party)]
        if any(re.search(rf"\b{re.escape(name)}", words, re.IGNORECASE) for words in told for name in names):
            return True
        return not any(
            word[:1].isupper() and not _NO_NAME.fullmatch(word)
            for words in told
            for word in re.findall(r"\w+", words)
        )

    def on_request_of(self, terms: Terms) -> tuple[str, ...]:
        """Who may ask for it, where the words make it wait for a request; empty where they do not."""
        found = next((match.group() for quote in self.quotes if (match := _REQUEST.search(quote))), None)
        if found is None:
            return ()
        everyone = tuple(dict.fromkeys((*self.promisees, *self.promisors)))
        if _EVERYONE.search(found):
            return everyone
        named = [
            party.actor
            for party in terms.parties
            if any(re.search(rf"\b{re.escape(name)}", found, re.IGNORECASE) for name in _names(party))
        ]
        return tuple(name for name in everyone if terms.party_of(name) in named) or everyone


def commitments(records: Iterable[Record]) -> list[Commitment]:
    """The promises among records that wait for a trigger: to do something, by somebody named, more than considered.

    A condition that ends or limits the promise ("until"), or is about what does not come, is none that a sign can meet.
    """
    return [told for record in records if record.kind == "commitment" and (told := _told(record)) is not None]


def _told(record: Record) -> Commitment | None:
    rules = status_rules()
    trigger, condition = str(record.held("trigger") or "none"), str(record.held("condition") or "").strip()
    negated = not set(rules.negations).isdisjoint(re.findall(r"[\w'’]+", condition.casefold()))
    quotes = tuple(dict.fromkeys(source.quote for source in record.sources if not source.wrong))
    promisors = tuple(record.held("promisors") or ())
    if (
        trigger == "none"
        or negated
        or condition.casefold().startswith(rules.no_triggers)
        or record.held("polarity") == "will_not"
        or record.held("firmness") not in rules.pledged
        or not promisors
        or not quotes
    ):
        return None
    return Commitment(
        record=record.id,
        trigger=trigger,
        promisors=promisors,
        promisees=tuple(record.held("promisees") or ()) or promisors,
        action=str(record.held("action")),
        within=record.held("respond_within"),
        condition=condition,
        quotes=quotes,
        section=record.held("section"),
        agreement=record.held("agreement"),
        made=_made(record),
    )


def _made(record: Record) -> date | None:
    dates = [str(value.value) for value in record.fields.get("date", ())]
    dates += [source.published for source in record.sources if source.published and not source.wrong]
    return min((ImpreciseDate.parse(each).first for each in dates), default=None)


def _adverse(violators: Collection[str], terms: Terms) -> set[str]:
    """The parties to whom a violator is adverse; all parties where there is none."""
    every = {party.actor for party in terms.parties}
    if not violators:
        return every
    adverse = {party.actor: every if party.adverse_to is None else set(party.adverse_to) for party in terms.parties}
    return {
        actor
        for actor in every
        if actor not in violators and any(violator in adverse[actor] for violator in violators)
    }


def _names(party: Party) -> tuple[str, ...]:
    """The beginnings of the words by which a party is named, so that they fit in every case and as an adjective."""
    return (*party.known_as, *_state_names(party.actor))


@lru_cache(maxsize=256)
def _state_names(code: str) -> tuple[str, ...]:
    """A state's names in English and Ukrainian without their last letter, which changes with the case; () for others."""
    alpha2 = get_global("territory_aliases").get(code)
    names = [Locale.parse(language).territories.get(alpha2[0]) for language in ("en", "uk")] if alpha2 else []
    return tuple(str(name)[:-1] for name in names if name)


def same_words(one: str, other: str) -> bool:
    """Whether two quotes are the same words, or one is a part of the other, whatever the white space."""
    one, other = " ".join(one.split()), " ".join(other.split())
    return one in other or other in one
