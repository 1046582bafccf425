"""How fast judging is: a million generated incidents against a hundred rules with zones, beside two spatial joins.

judging_speed.py [INCIDENTS]    judges so many (a million unless said otherwise), and prints the table

The spatial joins do the spatial part alone: which point lies in which zone. They need the packages of the extra
"speed" (`pip install -e '.[speed]'`): geopandas, and duckdb with its spatial extension. What is not installed is
named and left out.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import shapely
from page import section, table

from pactwatch.judge.incidents import Column, Dates, Incidents, Places
from pactwatch.judge.judgement import judge
from pactwatch.judge.rulebook import Rulebook
from pactwatch.judge.terms import Prohibition, Rule, Terms
from pactwatch.judge.zone import Zone
from pactwatch.reconcile.record import FieldValue, Record, Source

MANY = 1_000_000
RULES = 100
TYPES = ("shelling", "armed clash", "air or drone strike", "missile strike", "attack", "mine or explosive", "other")
ACTORS = ("AAA", "BBB", None, "armed men")
TARGETS = ("houses", "a power station", "an army position", "a school", "a facility")
SEED = 7
ROUNDS = 3
_WEST, _EAST, _SOUTH, _NORTH = 30.0, 40.0, 45.0, 51.0


def main(arguments: list[str]) -> int:
    """Measure and print."""
    print(judging_speed(int(arguments[0]) if arguments else MANY))
    return 0


def judging_speed(many: int = MANY) -> str:
    """The section of the page: seconds for each, and for one new incident."""
    terms, incidents = generated_terms(), generated_incidents(many)
    points = shapely.points(incidents.places.longitude, incidents.places.latitude)
    shapes = [shapely.from_geojson(json.loads(json.dumps(zone.geometry))) for zone in terms.zones]
    found: dict[str, int] = {}

    def judged() -> None:
        found["findings"] = sum(len(each.rows) for each in Rulebook(terms).judge(incidents))

    runs = [("pactwatch: every incident against every rule", judged), *_joins(points, shapes, incidents)]
    spent: dict[str, list[float]] = {name: [] for name, _ in runs}
    # In turns, so that what else the machine does falls on all of them alike.
    for _ in range(ROUNDS):
        for name, run in runs:
            spent[name] += _times(run, 1) if run else []
    rows: list[list[object]] = [[name, *_seconds(each)] for name, each in spent.items()]
    fastest = min((median(each) for name, each in list(spent.items())[1:] if each), default=None)
    ratio = (
        f"Judging took {median(spent[runs[0][0]]) / fastest:.2f} times as long as the faster join." if fastest else ""
    )
    one = [1000 * each for each in _times(lambda: judge(terms, [_record()]), 20)]
    return section(
        "Speed of judging",
        f"{many:,} generated incidents (points with a date, a type, a party and a target; some without) against {RULES} "
        f"rules that each have a zone of 60 corners, a time, types and parties, which gives {found['findings']:,} findings "
        "to write out. The spatial joins only say which point lies in which zone, and are given ready geometries where they "
        f"take them. Seconds by the clock: the median, the least and the most of {ROUNDS} rounds in one process.",
        table(["what", "median", "least", "most"], rows)
        + f"\n{ratio}\n\nOne new incident, from its record to its findings with reasons: {median(one):.1f} ms "
        f"(at most {max(one):.1f} ms of 20 times, the first of which reads the shapes).",
    )


def generated_terms() -> Terms:
    """Terms with a hundred rules, each with a zone of its own of some 80 km across."""
    random = np.random.default_rng(SEED)
    zones, rules = [], []
    for number in range(RULES):
        middle = random.uniform((_WEST, _SOUTH), (_EAST, _NORTH))
        angles = np.linspace(0, 2 * np.pi, 60, endpoint=False)
        reach = random.uniform(0.3, 0.6) * random.uniform(0.8, 1.2, 60)
        corners = np.column_stack((middle[0] + reach * np.cos(angles), middle[1] + reach * np.sin(angles)))
        ring = [*corners.tolist(), corners[0].tolist()]
        geometry = json.dumps({"type": "Polygon", "coordinates": [ring]})
        zones.append(Zone(name=f"zone-{number}", geometry=geometry))
        types = tuple(random.choice(TYPES, 3, replace=False).tolist())
        forbids = Prohibition(types=types, by=("AAA", "BBB"), where=(f"zone-{number}",), against=("houses", "school"))
        rules.append(Rule(id=f"rule-{number}", article=str(number), quote="It is forbidden.", forbids=forbids))
    return Terms.model_validate(
        {
            "name": "generated",
            "source": {"title": "Generated"},
            "parties": [{"actor": "AAA"}, {"actor": "BBB"}],
            "in_force": [{"from": "2024-02-01", "until": "2025-06-01"}],
            "zones": [],
            "rules": [],
            "duties": [{"id": "x", "article": "0", "quote": "x", "owed_by": ["AAA"], "action": "x"}],
        }
    ).model_copy(update={"zones": tuple(zones), "rules": tuple(rules)})


def generated_incidents(many: int) -> Incidents:
    """So many incidents, spread over the ground of the zones and two years."""
    random = np.random.default_rng(SEED + 1)
    offsets = np.arange(many + 1)
    first = random.integers(738886, 738886 + 730, many)
    length = random.choice([1, 1, 1, 2, 31], many)

    def column(values: tuple[Any, ...]) -> Column:
        return Column(offsets, random.integers(0, len(values), many), values)

    return Incidents(
        Dates(offsets, first, first + length, first + length + 1),
        column(TYPES),
        column(ACTORS),
        Places(
            offsets,
            np.zeros(many, np.int64),
            [("somewhere", None)],
            random.uniform(_WEST, _EAST, many),
            random.uniform(_SOUTH, _NORTH, many),
            np.zeros(many),
        ),
        column(tuple(((target,), ("somewhere",)) for target in TARGETS)),
        column(((("Words.", True),),)),
        random.random(many) < 0.9,
    )


def _joins(points: Any, shapes: list[Any], incidents: Incidents) -> Iterator[tuple[str, Callable[[], object] | None]]:
    try:
        import geopandas  # noqa: PLC0415
    except ImportError:
        yield "GeoPandas sjoin", None
    else:
        left, right = geopandas.GeoDataFrame(geometry=points), geopandas.GeoDataFrame(geometry=shapes)
        yield (
            f"GeoPandas {geopandas.__version__} sjoin",
            lambda: geopandas.sjoin(left, right, predicate="intersects"),
        )
    try:
        import duckdb  # noqa: PLC0415
        import duckdb_extension_spatial  # noqa: PLC0415
        import pandas  # noqa: PLC0415  comes with geopandas

        folder = Path(duckdb_extension_spatial.__file__).parent
        base = duckdb.connect()
        base.load_extension(str(next(folder.rglob("spatial.duckdb_extension"))))
    except ImportError:
        yield "DuckDB spatial join", None
        return
    places = incidents.places
    base.register(
        "numbers", pandas.DataFrame({"id": range(len(points)), "x": places.longitude, "y": places.latitude})
    )
    base.register("texts", pandas.DataFrame({"zone": range(len(shapes)), "words": [shape.wkt for shape in shapes]}))
    base.execute("create table points as select id, ST_Point(x, y) as geom from numbers")
    base.execute("create table zones as select zone, ST_GeomFromText(words) as geom from texts")
    query = "select p.id, z.zone from points p join zones z on ST_Intersects(p.geom, z.geom)"
    yield f"DuckDB {duckdb.__version__} spatial join", lambda: base.execute(query).fetchnumpy()


def _times(action: Callable[[], object], rounds: int) -> list[float]:
    spent = []
    for _ in range(rounds):
        begun = time.perf_counter()
        action()
        spent.append(time.perf_counter() - begun)
    return spent


def _seconds(spent: list[float]) -> tuple[str, str, str]:
    if not spent:
        return "not installed", "", ""
    return f"{median(spent):.2f}", f"{min(spent):.2f}", f"{max(spent):.2f}"


def _record() -> Record:
    learned = "2025-01-01T00:00:00Z"
    values: dict[str, Any] = {
        "type": "shelling",
        "date": "2024-05-05",
        "perpetrator": "AAA",
        "target": "houses",
        "place": "somewhere",
    }
    values["position"] = {"lon": 35.0, "lat": 48.0, "precision": "settlement"}
    fields = {name: (FieldValue(value=value, claims=("a",), held=True),) for name, value in values.items()}
    source = Source.model_validate(
        {
            "claim": "a",
            "document": "a",
            "published": "2024-05-06",
            "learned_at": learned,
            "quote": "Houses were shelled.",
        }
    )
    return Record(
        id="one", kind="incident", claims=("a",), sources=(source,), fields=fields, reasons=(), independent=(("a",),)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
