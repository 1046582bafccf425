"""Scores facts that were found against facts that were coded by hand.

A found fact meets a gold fact of the same document and kind when their quotes share words: at least half of the
shorter quote's words are in the longer one, and at least three are (two, where the shorter quote has only two).
An incident, a meeting and an agreement may rest on another sentence of the same document: they are met too where the
date and the place (or the participants, or the parties) are right and three quarters of all coded fields are.
Found and gold facts are then paired one to one, by optimal assignment of shared words plus fields right.

A gold fact with "optional" true is neither a miss nor, where it is found, a false find. What else a fair coder could
have written stands beside a field: `also` for the action, `type_alt` for the type, `<field>_also` for any other.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from assignment import assign

Fact = Mapping[str, Any]

# The endings of files that are documents; side-cars and the like have others.
DOCUMENT_ENDINGS = frozenset({".txt", ".html", ".htm", ".docx", ".pdf", ".md"})

SCORED_FIELDS: dict[str, tuple[str, ...]] = {
    "agreement": ("parties", "form", "stage", "date"),
    "provision": ("provision", "value", "amounts", "section"),
    "commitment": (
        "promisors",
        "promisees",
        "action",
        "firmness",
        "polarity",
        "condition",
        "trigger",
        "amounts",
        "respond_within",
        "date",
        "section",
    ),
    "fulfilment": ("state", "date", "amounts"),
    "incident": ("type", "date", "place", "perpetrator", "killed", "injured"),
    "finding": ("verdict", "violators", "provisions"),
    "tally": ("measure", "region", "period", "count", "compared_with"),
    "meeting": ("participants", "date", "place"),
    "position": ("actor", "stance"),
}
# The kinds that may be told in another sentence, and the field that must be right beside the date.
ELSEWHERE = {"incident": "place", "meeting": "participants", "agreement": "parties"}
_ALTERNATIVES = {"action": "also", "type": "type_alt"}
ENOUGH_SHARED, ENOUGH_FIELDS = 0.5, 0.75
# An optional fact may not take a find away from a fact that must be found: its pairs weigh next to nothing.
OPTIONAL_WEIGHT = 0.01


@dataclass
class KindScore:
    """The tally of one kind: how many facts are coded, found and paired, and how right the pairs' fields are."""

    gold: int = 0
    found: int = 0
    paired: int = 0
    fields: dict[str, list[float]] = field(default_factory=dict)
    missed: list[tuple[str, str]] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float | None:
        return self.paired / self.gold if self.gold else None

    @property
    def precision(self) -> float | None:
        return self.paired / self.found if self.found else None

    @property
    def f1(self) -> float | None:
        return 2 * self.paired / (self.gold + self.found) if self.gold + self.found else None

    @property
    def fields_right(self) -> float | None:
        values = [value for many in self.fields.values() for value in many]
        return sum(values) / len(values) if values else None

    def add(self, other: KindScore) -> None:
        """Count another tally in."""
        self.gold, self.found, self.paired = (
            self.gold + other.gold,
            self.found + other.found,
            self.paired + other.paired,
        )
        for name, values in other.fields.items():
            self.fields.setdefault(name, []).extend(values)
        self.missed.extend(other.missed)
        self.extra.extend(other.extra)


def score(
    gold: Iterable[Mapping[str, Any]], found: Iterable[Fact], texts: Mapping[str, str] | None = None
) -> dict[str, KindScore]:
    """The score of each kind that is coded or found, and of "all" together.

    `gold` has one object a document, {"doc", "facts"}; `found` one object a fact, with "doc" (with or without the
    file's ending), "kind" and "quote". A gold document with "spans" is coded inside them only: with its text in
    `texts` (by gold name), found facts whose quote begins outside are left out. So are found facts of documents
    without gold. Raises KeyError for a fact without kind or quote, ValueError for a span that is not in the text.
    """
    by_document: dict[str, list[Fact]] = {}
    for fact in found:
        by_document.setdefault(_stem(str(fact["doc"])), []).append(fact)
    kinds: dict[str, KindScore] = {}
    for document in gold:
        name = str(document["doc"])
        mine = by_document.get(_stem(name), [])
        if document.get("spans") and texts is not None:
            mine = _inside(document["spans"], mine, texts[name])
        for kind in SCORED_FIELDS:
            coded = [fact for fact in document["facts"] if fact["kind"] == kind]
            seen = [fact for fact in mine if fact["kind"] == kind]
            if coded or seen:
                kinds.setdefault(kind, KindScore()).add(_score_document(name, kind, coded, seen))
    result = {kind: kinds[kind] for kind in SCORED_FIELDS if kind in kinds}
    total = KindScore()
    for tally in result.values():
        total.add(tally)
    return result | {"all": total}


def _stem(name: str) -> str:
    path = PurePath(name)
    return path.name.removesuffix(path.suffix) if path.suffix.lower() in DOCUMENT_ENDINGS else path.name


def _score_document(name: str, kind: str, coded: Sequence[Fact], seen: Sequence[Fact]) -> KindScore:
    weights = [[_weight(kind, gold, found) for found in seen] for gold in coded]
    pairs = assign(weights)
    tally = KindScore(gold=sum(not fact.get("optional") for fact in coded), found=len(seen))
    for row, column in pairs:
        if coded[row].get("optional"):
            tally.found -= 1
            continue
        tally.paired += 1
        for key in SCORED_FIELDS[kind]:
            value = field_right(key, coded[row], seen[column])
            if value is not None:
                tally.fields.setdefault(key, []).append(value)
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    tally.missed = [(name, g["quote"]) for i, g in enumerate(coded) if i not in rows and not g.get("optional")]
    tally.extra = [(name, f["quote"]) for j, f in enumerate(seen) if j not in columns]
    return tally


def _weight(kind: str, gold: Fact, found: Fact) -> float:
    """How good the pair is, zero where it may not be one."""
    shared = shared_words(gold["quote"], found["quote"])
    values = {key: field_right(key, gold, found) for key in SCORED_FIELDS[kind]}
    coded = [value for value in values.values() if value is not None]
    right = sum(coded) / len(coded) if coded else 0.0
    if shared < ENOUGH_SHARED:
        key = ELSEWHERE.get(kind)
        if key is None or right < ENOUGH_FIELDS or values["date"] != 1 or values[key] != 1:
            return 0.0
        shared = ENOUGH_SHARED
    return (shared + right) * (OPTIONAL_WEIGHT if gold.get("optional") else 1.0)


def words_of(text: str) -> list[str]:
    """The words of a text, without case, punctuation and compatibility forms."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def shared_words(one: str, other: str) -> float:
    """The share of the shorter text's words that the other has too; zero where too few are shared to count."""
    first, second = Counter(words_of(one)), Counter(words_of(other))
    shared = (first & second).total()
    shorter = min(first.total(), second.total())
    return shared / shorter if shared >= min(3, max(2, shorter)) else 0.0


def field_right(key: str, gold: Fact, found: Fact) -> float | None:
    """How right a found field is, from 0 to 1, by the best value that the gold allows; None where none is coded."""
    coded = gold.get(key)
    if coded in (None, [], {}, ""):
        return None
    others = gold.get(_ALTERNATIVES.get(key, f"{key}_also")) or []
    got = found.get(key)
    if got in (None, [], {}, ""):
        return 0.0
    compare = _COMPARED.get(key, _same_words)
    return max(compare(value, got) for value in (coded, *(others if isinstance(others, list) else [others])))


def alternative_of(remark: str) -> str:
    """The field for which a remark of the gold gives other values: "action" for "also"."""
    return next((key for key, name in _ALTERNATIVES.items() if name == remark), remark.removesuffix("_also"))


def _fold(value: object) -> str:
    return " ".join(words_of(str(value)))


def _same_words(gold: object, found: object) -> float:
    return float(_fold(gold) == _fold(found))


def _as_sets(gold: set[Any], found: set[Any]) -> float:
    """Agreement of two sets: the harmonic mean of how much of each is in the other."""
    return 2 * len(gold & found) / (len(gold) + len(found)) if gold or found else 1.0


def _names(gold: Any, found: Any) -> float:
    return _as_sets(
        *({_fold(name) for name in (v if isinstance(v, (list, tuple)) else str(v).split(";"))} for v in (gold, found))
    )


def _sums(gold: Any, found: Any) -> float:
    return _as_sets(*({(round(float(s["value"]), 2), s.get("currency")) for s in v} for v in (gold, found)))


def _same_date(gold: object, found: object) -> float:
    """The same date, or one that is finer than a gold date which is a single day, month or year."""
    one, other = str(gold), str(found)
    finer = other.startswith(f"{one}-") and "/" not in one + other
    return float(one == other or finer)


def _same_count(gold: Mapping[str, Any], found: Any) -> float:
    return float(isinstance(found, Mapping) and all(found.get(end) == n for end, n in gold.items() if n is not None))


def _same_phrase(gold: object, found: object) -> float:
    one, other = f" {_fold(gold)} ", f" {_fold(found)} "
    return float(one in other or other in one or shared_words(one, other) >= ENOUGH_SHARED)


def _articles(gold: Any, found: Any) -> float:
    """Agreement of cited articles by their numbers; by the words where the gold cites an instrument without one."""
    cited = [" ".join(v) if isinstance(v, (list, tuple)) else str(v) for v in (gold, found)]
    numbers = [set(re.findall(r"\d+(?:\.\d+)*", text)) for text in cited]
    return _as_sets(numbers[0], numbers[1]) if numbers[0] else _same_phrase(cited[0], cited[1])


def _last_number(gold: object, found: object) -> float:
    """A section by its last number: "II, Defence.1" is "II.1"."""
    return float(words_of(str(gold))[-1:] == words_of(str(found))[-1:])


_COMPARED: dict[str, Callable[[Any, Any], float]] = {
    "promisors": _names,
    "promisees": _names,
    "parties": _names,
    "participants": _names,
    "violators": _names,
    "perpetrator": _names,
    "actor": _names,
    "amounts": _sums,
    "date": _same_date,
    "killed": _same_count,
    "injured": _same_count,
    "place": _same_phrase,
    "condition": _same_phrase,
    "value": _same_phrase,
    "provisions": _articles,
    "section": _last_number,
}


def _inside(spans: Iterable[Mapping[str, str]], found: Sequence[Fact], text: str) -> list[Fact]:
    """The found facts whose quote stands in one of the spans, which run from one quote to the next other."""
    whole = f" {_fold(text)} "
    bounds = []
    for span in spans:
        # A span's own quotes may be cut off inside a word, at the beginning or the end.
        head = f" {' '.join(words_of(span['start_quote'])[1:-1])} "
        tail = f" {' '.join(words_of(span['end_quote'])[1:])} "
        begins = whole.find(head)
        ends = whole.find(tail, max(begins, 0))
        if begins < 0 or ends < 0:
            raise ValueError(f"the span from {span['start_quote']!r} to {span['end_quote']!r} is not in the text")
        # The word that was cut off the head belongs to the span.
        bounds.append((whole.rfind(" ", 0, begins), ends + len(tail)))
    kept = []
    for fact in found:
        quote = f" {_fold(fact['quote'])} "
        at = [whole.find(quote, begins, ends) for begins, ends in bounds]
        if any(place >= 0 for place in at):
            kept.append(fact)
    return kept
