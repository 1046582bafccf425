"""Linking: reports in, groups that are one incident each out, every report with the reasons why it is where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pactwatch.reconcile.linkage.clusters import clusters
from pactwatch.reconcile.linkage.coded_columns import coded_rows
from pactwatch.reconcile.linkage.coded_report import CodedReport, WrittenColumns
from pactwatch.reconcile.linkage.decided import Decided
from pactwatch.reconcile.linkage.headline_columns import DatedHeadline, headline_rows
from pactwatch.reconcile.linkage.laws import CodedLaws, Laws
from pactwatch.reconcile.linkage.model import Model, load_models
from pactwatch.reconcile.linkage.scoring import ScoredPair, bits, score

if TYPE_CHECKING:
    import pyarrow as pa
    from splink.internals.database_api import DatabaseAPI

Content = DatedHeadline | CodedReport


@dataclass(frozen=True, slots=True)
class Item:
    """What is to be linked: a headline or a coded report, under a name of its own.

    Without a content it is compared with nothing, and is alone unless a person puts it to others. `document` is where it
    stands: two items of one document are never put together, since it tells them apart.
    """

    name: str
    document: str
    content: Content | None


@dataclass(frozen=True, slots=True)
class Weight:
    """One comparison's part in a link: what a reader is told, and its weight in bits, below 0 where it speaks against."""

    comparison: str
    says: str
    bits: float


@dataclass(frozen=True, slots=True)
class Link:
    """Why an item is in its group: its likeliest fellow there, how likely the two are one, and what that adds up from."""

    item: str
    fellow: str
    probability: float
    prior: float
    weights: tuple[Weight, ...]


@dataclass(frozen=True, slots=True)
class LinkedGroup:
    """Items that are one incident, in the order in which they were given, and a link for each where there are several."""

    items: tuple[str, ...]
    links: tuple[Link, ...] = ()


def link(
    items: Iterable[Item], database: DatabaseAPI[Any] | None = None, decided: Decided | None = None
) -> list[LinkedGroup]:
    """Put items together into groups. The result does not depend on the order in which they are given.

    Headlines are compared with headlines and coded reports with coded reports. database: where splink computes; DuckDB
    in this process unless another is given. decided: what people decided, which holds whatever the weights say; it may
    grow while the items are read. The groups come in the order of their first items.
    """
    decided = decided or Decided()
    place: dict[str, int] = {}
    headlines, coded, others = _by_kind(_numbered(items, place))
    groups = [LinkedGroup((name,)) for name in others]
    for name, kind in (("headlines", headlines), ("coded", coded)):
        groups += _linked(load_models().named(name), kind, place, decided, database)
    return sorted(_across_kinds(groups, place, decided), key=lambda group: place[group.items[0]])


def _across_kinds(groups: Sequence[LinkedGroup], place: Mapping[str, int], decided: Decided) -> Iterable[LinkedGroup]:
    """The groups, with those put together of which a person says it, whatever is in them."""
    if not (together := decided.together()):
        return groups
    group_of = {name: group for group in groups for name in group.items}
    for names in together:
        for name in names[1:]:
            one, other = group_of[names[0]], group_of[name]
            if one is not other and not decided.parts(one.items, other.items):
                both = LinkedGroup(
                    tuple(sorted(one.items + other.items, key=place.__getitem__)), one.links + other.links
                )
                group_of.update(dict.fromkeys(both.items, both))
    return {id(group): group for group in group_of.values()}.values()


def table_of(items: Sequence[Item]) -> pa.Table:
    """The columns of items of one kind, in the order given."""
    headlines, coded, _ = _by_kind(items)
    if coded.names and headlines.names:
        raise ValueError("headlines and coded reports have no columns in common; make a table of each")
    return (headlines if headlines.names else coded).table(range(len(items)))


def _numbered(items: Iterable[Item], place: dict[str, int]) -> Iterator[Item]:
    for item in items:
        place[item.name] = len(place)
        yield item


def _by_kind(items: Iterable[Item]) -> tuple[_Headlines, _Coded, list[str]]:
    """The headlines, the coded reports, and the names of what is neither."""
    headlines, coded, others = _Headlines(), _Coded(), []
    for item in items:
        if isinstance(item.content, CodedReport):
            coded.add(item, item.content)
        elif item.content is not None:
            headlines.add(item, item.content)
        else:
            others.append(item.name)
    return headlines, coded, others


class _Headlines:
    """The headlines of a batch."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.documents: list[str] = []
        self._contents: list[DatedHeadline] = []

    def add(self, item: Item, content: DatedHeadline) -> None:
        self.names.append(item.name)
        self.documents.append(item.document)
        self._contents.append(content)

    def table(self, order: Sequence[int]) -> pa.Table:
        return headline_rows([self._contents[number] for number in order])

    def laws(self, names: Sequence[str], documents: Sequence[str], decided: Decided, rows: pa.Table) -> Laws:
        return Laws(names, documents, decided)


class _Coded:
    """The coded reports of a batch, held as columns: a million of them as objects would take gigabytes."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.documents: list[str] = []
        self._written = WrittenColumns()

    def add(self, item: Item, content: CodedReport) -> None:
        self.names.append(item.name)
        self.documents.append(item.document)
        self._written.add(content)

    def table(self, order: Sequence[int]) -> pa.Table:
        return coded_rows(self._written.table().take(list(order)))

    def laws(self, names: Sequence[str], documents: Sequence[str], decided: Decided, rows: pa.Table) -> Laws:
        return CodedLaws(names, documents, decided, rows)


def _linked(
    model: Model,
    kind: _Headlines | _Coded,
    place: Mapping[str, int],
    decided: Decided,
    database: DatabaseAPI[Any] | None,
) -> Iterator[LinkedGroup]:
    """The groups of one kind, each with its items in the order in which they were given."""
    order = sorted(range(len(kind.names)), key=lambda number: (kind.documents[number], kind.names[number]))
    names = [kind.names[number] for number in order]
    if len(names) < 2:
        yield from (LinkedGroup((name,)) for name in names)
        return
    rows = kind.table(order)
    scored = list(score(rows, model, database))
    laws = kind.laws(names, [kind.documents[number] for number in order], decided, rows)
    grouped = clusters(len(names), scored, model.threshold, laws.part, _numbers(names, decided.together()))
    group_of = {item: number for number, group in enumerate(grouped) for item in group}
    best: dict[int, ScoredPair] = {}
    for pair in scored:
        if group_of[pair.one] == group_of[pair.other]:
            for end in (pair.one, pair.other):
                if end not in best or pair.probability > best[end].probability:
                    best[end] = pair
    weights_of = _weights(model)
    for group in grouped:
        items = sorted(group, key=lambda number: place[names[number]])
        links = []
        for number in items:
            if number in best:
                near = best[number]
                fellow = names[near.other if number == near.one else near.one]
                links.append(Link(names[number], fellow, near.probability, *weights_of(near.outcomes)))
        yield LinkedGroup(tuple(names[number] for number in items), tuple(links))


def _numbers(names: Sequence[str], together: Sequence[Sequence[str]]) -> list[list[int]]:
    """The numbers of those items that are among these, of each list that has several."""
    asked = {name for group in together for name in group}
    number_of = {name: number for number, name in enumerate(names) if name in asked}
    found = ([number_of[name] for name in group if name in number_of] for group in together)
    return [group for group in found if len(group) > 1]


def _weights(model: Model) -> Callable[[tuple[int, ...]], tuple[float, tuple[Weight, ...]]]:
    """A function from a pair's outcomes to what it starts from and the weights that a reader is told, made once for each."""

    @cache
    def weights_of(outcomes: tuple[int, ...]) -> tuple[float, tuple[Weight, ...]]:
        levels = [
            (compared.name, compared.levels[outcome])
            for compared, outcome in zip(model.comparisons, outcomes, strict=True)
        ]
        weights = [Weight(name, level.says, level.bits) for name, level in levels if level.says and level.bits]
        prior = round(bits(model, outcomes) - sum(weight.bits for weight in weights), 2)
        return prior, tuple(sorted(weights, key=lambda weight: -abs(weight.bits)))

    return weights_of
