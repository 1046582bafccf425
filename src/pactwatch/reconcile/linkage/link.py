"""Linking: reports in, groups that are one incident each out, every report with the reasons why it is where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pactwatch.reconcile.linkage.clusters import Pair, apart_by, clusters
from pactwatch.reconcile.linkage.coded_columns import CodedReport, coded_rows
from pactwatch.reconcile.linkage.headline_columns import DatedHeadline, headline_rows
from pactwatch.reconcile.linkage.model import Model, load_models
from pactwatch.reconcile.linkage.scoring import ScoredPair, bits, score

if TYPE_CHECKING:
    import pyarrow as pa
    from splink.internals.database_api import DatabaseAPI

Content = DatedHeadline | CodedReport


@dataclass(frozen=True)
class Item:
    """What is to be linked: a headline or a coded report, under a name of its own.

    `document` is where it stands: two items of one document are never put together, since it tells them apart.
    """

    name: str
    document: str
    content: Content


@dataclass(frozen=True)
class Weight:
    """One comparison's part in a link: what a reader is told, and its weight in bits, below 0 where it speaks against."""

    comparison: str
    says: str
    bits: float


@dataclass(frozen=True)
class Link:
    """Why an item is in its group: its likeliest fellow there, how likely the two are one, and what that adds up from."""

    item: str
    fellow: str
    probability: float
    prior: float
    weights: tuple[Weight, ...]


@dataclass(frozen=True)
class LinkedGroup:
    """Items that are one incident, in the order in which they were given, and a link for each where there are several."""

    items: tuple[str, ...]
    links: tuple[Link, ...] = ()


def link(items: Sequence[Item], database: DatabaseAPI[Any] | None = None) -> list[LinkedGroup]:
    """Put items together into groups. The result does not depend on the order in which they are given.

    Headlines are compared with headlines and coded reports with coded reports. database: where splink computes; DuckDB
    in this process unless another is given. The groups come in the order of their first items.
    """
    place = {item.name: number for number, item in enumerate(items)}
    groups: list[LinkedGroup] = []
    for name, kind in (("headlines", DatedHeadline), ("coded", CodedReport)):
        some = sorted((item for item in items if isinstance(item.content, kind)), key=_order)
        groups += _linked(load_models().named(name), some, database)
    ordered = [
        LinkedGroup(
            tuple(sorted(group.items, key=place.__getitem__)),
            tuple(sorted(group.links, key=lambda each: place[each.item])),
        )
        for group in groups
    ]
    return sorted(ordered, key=lambda group: place[group.items[0]])


def table_of(items: Sequence[Item]) -> pa.Table:
    """The columns of items of one kind, in the order given."""
    contents = [item.content for item in items]
    coded = [content for content in contents if isinstance(content, CodedReport)]
    if len(coded) == len(contents):
        return coded_rows(coded)
    headlines = [content for content in contents if isinstance(content, DatedHeadline)]
    if len(headlines) != len(contents):
        raise ValueError("headlines and coded reports have no columns in common; make a table of each")
    return headline_rows(headlines)


def _order(item: Item) -> tuple[str, str]:
    return item.document, item.name


def _linked(model: Model, items: Sequence[Item], database: DatabaseAPI[Any] | None) -> Iterator[LinkedGroup]:
    if len(items) < 2:
        yield from (LinkedGroup((item.name,)) for item in items)
        return
    scored = list(score(table_of(items), model, database))
    pairs = [Pair(pair.one, pair.other, pair.probability) for pair in scored]
    grouped = clusters(len(items), pairs, model.threshold, apart_by([item.document for item in items]))
    group_of = {item: number for number, group in enumerate(grouped) for item in group}
    best: dict[int, ScoredPair] = {}
    for pair in scored:
        if group_of[pair.one] == group_of[pair.other]:
            for end in (pair.one, pair.other):
                if end not in best or pair.probability > best[end].probability:
                    best[end] = pair
    for group in grouped:
        names = tuple(items[number].name for number in group)
        links = tuple(_link(model, items, number, best[number]) for number in group if number in best)
        yield LinkedGroup(names, links)


def _link(model: Model, items: Sequence[Item], number: int, pair: ScoredPair) -> Link:
    levels = [
        (compared.name, compared.levels[outcome])
        for compared, outcome in zip(model.comparisons, pair.outcomes, strict=True)
    ]
    weights = [Weight(name, level.says, level.bits) for name, level in levels if level.says and level.bits]
    fellow = items[pair.other if number == pair.one else pair.one].name
    return Link(
        items[number].name,
        fellow,
        pair.probability,
        round(bits(model, pair.outcomes) - sum(weight.bits for weight in weights), 2),
        tuple(sorted(weights, key=lambda weight: -abs(weight.bits))),
    )
