"""Scores of putting reports together into incidents, beside simpler ways and splink alone, and what it takes at scale."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from clusters import score_clusters
from coded_reports import coded_reports, distinct, read_events
from linkage_scale import SIZES, scale_table
from page import figure, section, table
from speed import reconcile_reports
from splink_alone import group_coded, group_headlines

# Not the seed by which the weights were estimated.
SEED = 7
_HEADER = ["", "incidents made", "precision", "recall", "F1", "F1 over pairs"]


def reconciling(shared: Path) -> str:
    """Headlines, and coded reports of the same events, put together into the incidents that they are of."""
    folder = shared / "data" / "ucdp_ged_ukraine"
    headlines = folder / "headlines_2014-2020.jsonl"
    gold = {line["report"]: line["incident"] for line in _lines(shared / "gold" / "headlines_2014-2020.jsonl")}
    found, seconds = reconcile_reports(headlines)
    lines = _lines(headlines)
    ways: dict[str, Mapping[str, str]] = {
        "`pactwatch reconcile`": found,
        "splink alone": group_headlines(lines),
        "one incident a day": {line["report"]: line["published"] for line in lines},
        "each report alone": {},
    }
    events = read_events(folder / "ged_ukraine_2014-2020.csv")
    known = set(gold.values())
    parts = [
        f"{len(gold):,} headlines of 2014 to 2020 on {len(known):,} events of the UCDP, of which nothing but the headline, "
        f"the outlet and the day is given. `pactwatch reconcile` took {seconds:.0f} seconds, with starting and reading. "
        "B-cubed, and F1 over pairs. The weights were estimated on these headlines; on years that they were not estimated "
        "on, `quality/linkage_weights.py` prints the score.\n",
        _table(gold, ways),
    ]
    for name, some in (
        ("the same events", [event for event in events if event.name in known]),
        ("all events of those years that day, place and number of killed tell apart", distinct(events)),
    ):
        made = list(coded_reports(some, SEED))
        truth = {line["report"]: line["incident"] for line in made}
        ways = {
            "`pactwatch reconcile`": _reconciled(made),
            "splink alone": group_coded(made),
            "each report alone": {},
        }
        parts += [
            f"\n{len(made):,} coded reports (date, place, type, counts, side) made of {name} with noise by a seed "
            "(`quality/coded_reports.py`).\n",
            _table(truth, ways),
        ]
    return section("Reconciling reports", parts[0], "\n".join(parts[1:]))


def linking_at_scale(printed: Path | None = None) -> str:
    """What it takes to link ten thousand, a hundred thousand and a million generated reports.

    `printed`: a file with what `linkage_scale.py` printed before, which is taken instead of another run.
    """
    told = (
        "Coded reports of generated events in the world's towns over a thousand days, linked in a process of its own by the "
        "command, with reading them and printing the reasons, and by splink's own means on the same columns, without them."
    )
    if printed is None:
        return section("Reconciling at scale", told, scale_table(SIZES))
    day = datetime.fromtimestamp(printed.stat().st_mtime, UTC)
    told += f" Printed by `quality/linkage_scale.py` on {day:%Y-%m-%d}, beside other work on the machine."
    return section("Reconciling at scale", told, printed.read_text(encoding="utf-8").strip())


def _table(gold: Mapping[str, str], ways: Mapping[str, Mapping[str, str]]) -> str:
    rows: list[list[object]] = []
    for name, groups in ways.items():
        scored = score_clusters(gold, groups)
        shares = (scored.precision, scored.recall, scored.f1, scored.pair_f1)
        rows.append([name, f"{scored.made:,}", *map(figure, shares)])
    return table(_HEADER, rows)


def _reconciled(lines: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps({name: value for name, value in line.items() if name != "incident"}) + "\n")
        file.flush()
        return reconcile_reports(Path(file.name))[0]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
