"""What a page is made from: a snapshot, the point of view it was taken from, and the links that carry it along."""

from __future__ import annotations

from dataclasses import dataclass

from pactwatch.publish.links import Links
from pactwatch.publish.point_of_view import PointOfView
from pactwatch.publish.snapshot import Snapshot


@dataclass(frozen=True)
class View:
    """One request's view of the ledger."""

    snapshot: Snapshot
    point: PointOfView
    links: Links
