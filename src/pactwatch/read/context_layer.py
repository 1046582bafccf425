"""Context layers: a line of contact by date, air-raid alerts or thermal anomalies, from a file that a user supplies."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Literal, get_args

from pactwatch.read.document import Document, PublishedBasis
from pactwatch.read.errors import UnreadableError
from pactwatch.read.text import decoded

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LayerKind = Literal["line_of_contact", "air_raid_alerts", "thermal_anomalies"]
LAYER_KINDS: tuple[LayerKind, ...] = get_args(LayerKind)
Confidence = Literal["low", "nominal", "high"]

_PARAMETER = "; layer="
_LINES = ("LineString", "MultiLineString", "Polygon", "MultiPolygon")
_NAMES = {
    "region": ("region", "oblast", "admin1"),
    "start": ("start", "started_at"),
    "end": ("end", "finished_at"),
}
_LETTERS: dict[str, Confidence] = {"l": "low", "n": "nominal", "h": "high"}


@dataclass(frozen=True)
class Stretch:
    """A line of contact, or an area of contact, from a day on up to but without another; None is open. WGS 84 degrees."""

    number: int
    geometry: BaseGeometry
    first: date | None
    until: date | None

    def held_in(self, first: date, after: date) -> bool:
        """Whether it held on some day from the first up to but without the other."""
        return (self.first is None or self.first < after) and (self.until is None or first < self.until)


@dataclass(frozen=True)
class Alert:
    """An alert in a region. `end` is None while it lasts. Both have their time zone."""

    number: int
    region: str
    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class Anomaly:
    """A thermal anomaly that a satellite saw, in degrees and UTC."""

    number: int
    latitude: float
    longitude: float
    at: datetime
    confidence: Confidence


@dataclass(frozen=True)
class ContextLayer:
    """What one file says. Of the three lists only that of its kind has entries; `faults` tells what could not be read."""

    kind: LayerKind
    stretches: tuple[Stretch, ...] = ()
    alerts: tuple[Alert, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def entries(self) -> int:
        """How many entries could be read."""
        return len(self.stretches) + len(self.alerts) + len(self.anomalies)

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day that its entries name; None where they name none."""
        days = [day for each in self.stretches for day in (each.first, each.until) if day]
        days += [moment.date() for each in self.alerts for moment in (each.start, each.end) if moment]
        days += [each.at.date() for each in self.anomalies]
        return (min(days), max(days)) if days else None


@dataclass
class _Entries:
    """Entries as they are read, with what is wrong with those that are not."""

    stretches: list[Stretch] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_layer(content: bytes, kind: LayerKind) -> ContextLayer:
    """Read a layer from a file's bytes: GeoJSON for a line of contact, CSV for alerts, either for thermal anomalies.

    An entry that cannot be read is told in `faults`, with its row or its number, and left out; the others are read.
    Raises UnreadableError where the file is none of these, or not one entry can be read.
    """
    text, _ = decoded(content)
    found = _Entries()
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        if kind == "air_raid_alerts":
            raise UnreadableError("air-raid alerts are read from CSV with the columns region, start, end")
        _read_features(text, kind, found)
    elif kind == "line_of_contact":
        raise UnreadableError("a line of contact is read from GeoJSON: a FeatureCollection of lines or areas")
    else:
        _read_rows(text, kind, found)
    layer = ContextLayer(
        kind, tuple(found.stretches), tuple(found.alerts), tuple(found.anomalies), tuple(found.faults)
    )
    if not layer.entries:
        raise UnreadableError(found.faults[0] if found.faults else "it has no entries")
    return layer


def layer_document(
    name: str,
    content: bytes,
    layer: ContextLayer,
    *,
    title: str | None = None,
    published: str | None = None,
    basis: PublishedBasis | None = None,
) -> Document:
    """The document as which a ledger keeps a layer: its bytes stand under their hash, its text says what it holds."""
    span = layer.span
    days = f", from {span[0].isoformat()} to {span[1].isoformat()}" if span else ""
    label = layer.kind.replace("_", " ")
    json_like = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    return Document(
        doc=name,
        text=f"A context layer, {label}: {layer.entries} entries{days}.",
        title=title or f"{label[:1].upper()}{label[1:]} ({name})",
        published=published,
        published_basis=basis if published else None,
        media_type=("application/geo+json" if json_like else "text/csv") + _PARAMETER + layer.kind,
        sha256=hashlib.sha256(content).hexdigest(),
        warnings=layer.faults,
    )


def layer_kind(document: Document) -> LayerKind | None:
    """What kind of context layer a document is; None for every other document."""
    kind = document.media_type.partition(_PARAMETER)[2]
    return next((each for each in LAYER_KINDS if each == kind), None)


def _read_features(text: str, kind: LayerKind, found: _Entries) -> None:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        where = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableError(f"it is not GeoJSON{where}; save it as a FeatureCollection") from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise UnreadableError("it is no FeatureCollection; save it as one, with a list of features")
    _refuse_other_systems(data.get("crs"))
    read = _stretch if kind == "line_of_contact" else _anomaly_feature
    for number, feature in enumerate(features, start=1):
        try:
            if not isinstance(feature, dict):
                raise ValueError("is no feature")
            read(number, feature, found)
        except ValueError as error:
            found.faults.append(f"feature {number} {error}")


def _refuse_other_systems(crs: Any) -> None:
    name = str((crs.get("properties") or {}).get("name", "")) if isinstance(crs, dict) else ""
    if name and not any(known in name for known in ("CRS84", "4326")):
        raise UnreadableError(f"its coordinates are in {name}; save it in WGS 84 (EPSG:4326)")


def _stretch(number: int, feature: dict[str, Any], found: _Entries) -> None:
    # Loaded here, because what reads no layer should not wait for it.
    from shapely import get_coordinates, is_valid  # noqa: PLC0415
    from shapely.errors import ShapelyError  # noqa: PLC0415
    from shapely.geometry import shape  # noqa: PLC0415

    drawn = feature.get("geometry")
    if not isinstance(drawn, dict) or drawn.get("type") not in _LINES:
        raise ValueError("is neither a line nor an area; draw LineString, Polygon or several of them")
    try:
        geometry = shape(drawn)
        points = get_coordinates(geometry)
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise ValueError("has coordinates that cannot be read; write [longitude, latitude]") from error
    if geometry.is_empty or len(points) == 0:
        raise ValueError("has no coordinates")
    for longitude, latitude in points:
        _check_position(latitude, longitude)
    if geometry.geom_type.endswith("Polygon") and not is_valid(geometry):
        raise ValueError("is an area whose edge crosses itself; mend it in the program that drew it")
    properties = feature.get("properties") or {}
    first, until = (_day(properties.get(name), name) for name in ("valid_from", "valid_until"))
    if first and until and until <= first:
        raise ValueError(f"has valid_until {until} not after valid_from {first}; it is the first day without")
    found.stretches.append(Stretch(number, geometry, first, until))


def _anomaly_feature(number: int, feature: dict[str, Any], found: _Entries) -> None:
    properties = dict(feature.get("properties") or {})
    drawn = feature.get("geometry")
    if isinstance(drawn, dict) and drawn.get("type") == "Point":
        try:
            properties["longitude"], properties["latitude"] = drawn["coordinates"][:2]
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("has coordinates that cannot be read; write [longitude, latitude]") from error
    cells = {str(key).casefold(): "" if value is None else str(value) for key, value in properties.items()}
    found.anomalies.append(_anomaly(number, cells))


def _read_rows(text: str, kind: LayerKind, found: _Entries) -> None:
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    header = [name.strip().casefold() for name in rows[0]] if rows else []
    read: Callable[[int, dict[str, str]], Alert | Anomaly]
    if kind == "air_raid_alerts":
        wanted: Sequence[str] = ("region", "start", "end")
        read = _alert
        for usual, names in _NAMES.items():
            header = [usual if name in names and usual not in header else name for name in header]
    else:
        wanted = ("latitude", "longitude", "acq_date", "acq_time", "confidence")
        read = _anomaly
    missing = [name for name in wanted if name not in header]
    if missing:
        raise UnreadableError(f"it lacks the column {missing[0]}; its first row must name {', '.join(wanted)}")
    for number, cells in _cells(rows, header):
        try:
            entry = read(number, cells)
        except ValueError as error:
            found.faults.append(f"row {number} {error}")
            continue
        if isinstance(entry, Alert):
            found.alerts.append(entry)
        else:
            found.anomalies.append(entry)


def _cells(rows: Sequence[Sequence[str]], header: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            yield number, {name: cell.strip() for name, cell in zip(header, row, strict=False)}


def _alert(number: int, cells: dict[str, str]) -> Alert:
    if not cells.get("region"):
        raise ValueError("names no region")
    start = _moment(cells.get("start", ""), "start")
    end = _moment(cells["end"], "end") if cells.get("end") else None
    if end is not None and end < start:
        raise ValueError("has an end before its start")
    return Alert(number, cells["region"], start, end)


def _anomaly(number: int, cells: dict[str, str]) -> Anomaly:
    latitude, longitude = (_degrees(cells.get(name, ""), name) for name in ("latitude", "longitude"))
    _check_position(latitude, longitude)
    day = _day(cells.get("acq_date"), "acq_date")
    if day is None:
        raise ValueError("has no acq_date")
    clock = cells.get("acq_time", "").replace(":", "").zfill(4)
    try:
        moment = datetime.combine(day, time(int(clock[:2]), int(clock[2:4])), UTC)
    except ValueError as error:
        raise ValueError(f"has acq_time `{cells.get('acq_time')}`; write hours and minutes, such as 0112") from error
    return Anomaly(number, latitude, longitude, moment, _confidence(cells.get("confidence", "")))


def _confidence(text: str) -> Confidence:
    """VIIRS gives a word or its letter, MODIS a number from 0 to 100, which FIRMS puts into classes at 30 and 80."""
    word = text.casefold()
    if word[:1] in _LETTERS and word in (word[:1], _LETTERS[word[:1]]):
        return _LETTERS[word[:1]]
    try:
        number = float(word)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:
        raise ValueError(f"has confidence `{text}`; write low, nominal, high, or a number from 0 to 100")
    return "low" if number < 30 else "nominal" if number < 80 else "high"


def _degrees(text: str, name: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise ValueError(f"has {name} `{text}`; write degrees, such as 48.51") from error


def _check_position(latitude: float, longitude: float) -> None:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"has the position {longitude}, {latitude}, which is not on Earth; longitude comes first")


def _day(value: Any, name: str) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise ValueError(f"has {name} `{value}`; write it as 2025-04-02") from error


def _moment(text: str, name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"has {name} `{text}`; write it as 2025-04-02T01:10+03:00") from error
    if moment.tzinfo is None:
        raise ValueError(f"has {name} `{text}` without a time zone; write it as 2025-04-02T01:10+03:00")
    return moment
