"""The chart of how an incident's figures developed, drawn on the server as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

import altair as alt

from pactwatch.publish.drawing import INKS, Theme, svg
from pactwatch.reconcile.figure_history import Step
from pactwatch.reconcile.figures import FIGURES

_COLOURS: dict[Theme, tuple[str, str]] = {"light": ("#9a1f1a", "#b58a2c"), "dark": ("#f2a09a", "#d9b565")}


def figure_chart(steps: Sequence[Step], theme: Theme, narrow: bool = False) -> str:
    """The best figure as a line in steps over the days, on a band from the lowest to the highest that stand.

    There must be a step with a figure. `narrow` draws it for a phone, so that its words stay readable there.
    """
    return _figure_chart(_rows(steps), theme, narrow)


_Row = tuple[str, str, str, int, int, int]


def _rows(steps: Sequence[Step]) -> tuple[_Row, ...]:
    """For each figure and step: its name, the day and the day until which it stood, and best, lowest and highest."""
    days = [step.day for step in steps]
    # The last figure stands on: it is drawn a little past the last report.
    past = days[-1] + timedelta(days=max(1, (days[-1] - days[0]).days // 12))
    rows = []
    for number, step in enumerate(steps):
        until = days[number + 1] if number + 1 < len(days) else past
        for name in FIGURES:
            figure = step.figure(name)
            if figure is None:
                continue
            best = figure.best.low if figure.best.low is not None else figure.best.high or 0
            low = figure.lowest.number if figure.lowest else 0
            high = figure.highest.number if figure.highest else best
            rows.append((name, step.day.isoformat(), until.isoformat(), best, low, high))
    return tuple(rows)


@lru_cache(maxsize=32)
def _figure_chart(rows: tuple[_Row, ...], theme: Theme, narrow: bool) -> str:
    ink = INKS[theme]
    data: list[dict[str, Any]] = [
        dict(zip(("figure", "day", "until", "best", "low", "high"), row, strict=True)) for row in rows
    ]
    names = [name for name in FIGURES if any(row[0] == name for row in rows)]
    colours = [_COLOURS[theme][FIGURES.index(name)] for name in names]
    written = "%-d %b" if rows[0][1][:4] == rows[-1][2][:4] else "%b %Y"
    days = alt.Axis(
        tickCount=3 if narrow else 7, labelExpr=f"utcFormat(datum.value, '{written}')", labelOverlap="greedy"
    )
    across = alt.X("day:T", title=None, scale=alt.Scale(type="utc"), axis=days)
    colour = alt.Color(
        "figure:N",
        title=None,
        scale=alt.Scale(domain=names, range=colours),
        legend=alt.Legend(orient="bottom", columns=2, symbolOpacity=1),
    )
    up = alt.Axis(tickMinStep=1, tickCount=4)
    base = alt.Chart(alt.InlineData(data))
    chart = alt.layer(
        base.mark_rect(opacity=0.22).encode(
            x=across, x2="until:T", y=alt.Y("low:Q", title=None, axis=up), y2="high:Q", color=colour
        ),
        base.mark_rule(strokeWidth=2.5).encode(x=across, x2="until:T", y=alt.Y("best:Q"), color=colour),
        base.mark_circle(size=60, opacity=1).encode(x=across, y=alt.Y("best:Q"), color=colour),
    ).properties(width=320 if narrow else 935, height=170 if narrow else 180)
    return svg(chart, ink, ink.paper)
