"""Grading: the rules by which incidents are graded, with what the ledger's context layers say of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock

from pactwatch.ledger.stored import StoredDocument
from pactwatch.publish.incident_map import IncidentMap
from pactwatch.read.context_layer import layer_kind, read_layer
from pactwatch.reconcile.corroboration import Layer, Position, corroborate
from pactwatch.reconcile.grades import Assessment, assess
from pactwatch.reconcile.grading_rules import (
    GradingRules,
    SourceList,
    grading_rules,
    load_grading_rules,
    load_source_list,
)
from pactwatch.reconcile.layer_rules import LayerRules, layer_rules, load_layer_rules
from pactwatch.reconcile.record import Record


@dataclass(frozen=True)
class GradingFiles:
    """The user's own files; None stands for what comes with Pactwatch, and for a list of sources with nobody on it."""

    grades: Path | None = None
    sources: Path | None = None
    layer_rules: Path | None = None


class Grading:
    """The rules, the list of sources and the map, by which incidents are graded. Layers are read once and kept."""

    def __init__(self, files: GradingFiles, places: IncidentMap, content: Callable[[str], bytes]) -> None:
        """`content` gives the bytes of a document. Raises CodebookError or OSError where a file has to be mended."""
        self.rules: GradingRules = load_grading_rules(files.grades) if files.grades else grading_rules()
        self.sources: SourceList = load_source_list(files.sources) if files.sources else SourceList()
        self.layer_rules: LayerRules = load_layer_rules(files.layer_rules) if files.layer_rules else layer_rules()
        self._places = places
        self._content = content
        self._layers: dict[str, Layer] = {}
        self._lock = Lock()

    def layer(self, stored: StoredDocument) -> Layer | None:
        """The context layer that a document is; None for every other document."""
        kind = layer_kind(stored.document)
        if kind is None:
            return None
        with self._lock:
            if stored.id not in self._layers:
                content = read_layer(self._content(stored.id), kind)
                self._layers[stored.id] = Layer(stored.id, stored.document.title or stored.document.doc, content)
            return self._layers[stored.id]

    def position(self, record: Record) -> Position | None:
        """Where an incident happened, as far as the map can place it."""
        place = self._places.located(record)
        if place is None:
            return None
        return Position(place.latitude, place.longitude, place.precision, record.held("admin1"))


@dataclass
class Assessments:
    """The grades of the incidents from one point of view, worked out when they are first asked for."""

    grading: Grading
    documents: Iterable[StoredDocument]
    _known: dict[str, Assessment] = field(default_factory=dict)

    @cached_property
    def layers(self) -> list[Layer]:
        """The context layers in force: of files of one name and kind, the one that the ledger learned last."""
        latest = {
            (stored.document.doc, kind): stored
            for stored in self.documents
            if (kind := layer_kind(stored.document)) is not None
        }
        return [layer for stored in latest.values() if (layer := self.grading.layer(stored)) is not None]

    def of(self, record: Record) -> Assessment:
        """How well an incident is carried."""
        if record.id not in self._known:
            grading = self.grading
            position = grading.position(record) if self.layers else None
            said = corroborate(record, position, self.layers, grading.layer_rules)
            self._known[record.id] = assess(record, grading.rules, grading.sources, said)
        return self._known[record.id]
