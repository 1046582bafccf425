"""The coordination cell at a glance: needs with their cover, offers, tasks, and what each task serves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pactwatch.coordinate.matching import Matching, match
from pactwatch.coordinate.need import Contribution, Need, Wanted, contributions, needs, promised
from pactwatch.coordinate.task import Task, tasks
from pactwatch.publish import words
from pactwatch.publish.links import Links
from pactwatch.publish.snapshot import Snapshot


@dataclass(frozen=True)
class Cell:
    """What the cell works with at the moment of a snapshot. `offers` are by their identities."""

    matching: Matching
    offers: Mapping[str, Contribution]
    tasks: tuple[Task, ...]

    @property
    def without_offer(self) -> list[Need]:
        """The needs for which nothing is assigned, proposed or possible, the most pressing first."""
        bare = [each.need for each in self.matching.covers if not (each.assigned or each.proposed or each.possible)]
        return sorted(bare, key=lambda need: need.priority)


def cell(snapshot: Snapshot) -> Cell:
    """The cell of a snapshot: from its acts, and from the firm promises of its records."""
    offers = [*contributions(snapshot.acts), *promised(snapshot.records.values(), snapshot.claims)]
    matching = match(needs(snapshot.acts), offers, snapshot.acts)
    return Cell(matching, {offer.id: offer for offer in offers}, tuple(tasks(snapshot.acts, snapshot.moment)))


def served(snapshot: Snapshot, about: str | None, links: Links) -> tuple[str, str | None]:
    """What a task serves, in words, and the address of its page; None where this view of the ledger has no such page.

    `about` may be the beginning of an identity, as people write it; one that can mean several leads nowhere.
    """
    if not about:
        return "–", None
    pages = {
        "obligation": (links.obligation, [due.id for due in snapshot.obligations]),
        "case": (links.case, [case.id for case in snapshot.cases]),
        "need": (lambda id: links.to("/coordination", fragment=id), [need.id for need in needs(snapshot.acts)]),
        "commitment": (links.commitment, [record.id for record in snapshot.records_of("commitment")]),
        "incident": (links.incident, [record.id for record in snapshot.records_of("incident")]),
        "finding": (links.finding, [finding.id for finding in snapshot.findings]),
    }
    for noun, (address, known) in pages.items():
        if about.startswith(f"{noun}-"):
            meant = [about] if about in known else [id for id in known if id.startswith(about)]
            named = noun.replace("commitment", "promise") + (
                f" {about.removeprefix('need-')}" if noun == "need" else ""
            )
            return (named, address(meant[0])) if len(meant) == 1 else (about, None)
    return about, None


def wanted_in_words(wanted: Wanted) -> str:
    """What is wanted or offered in one line: "30 observers (monitoring), in Kherson, from 1 March 2026"."""
    number = f"{words.number(wanted.quantity)} " if wanted.quantity else ""
    what = f"{number}{wanted.item} ({words.label(wanted.capability)})" if wanted.item else ""
    parts = [what or f"{number}{words.label(wanted.capability)}"]
    if wanted.place:
        parts.append(f"in {wanted.place}")
    if time := _time(wanted.first, wanted.last):
        parts.append(time)
    return ", ".join(parts)


def _time(first: date | None, last: date | None) -> str:
    if first and last:
        return f"{words.day(first)} to {words.day(last)}"
    return f"from {words.day(first)}" if first else f"until {words.day(last)}" if last else ""
