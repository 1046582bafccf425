"""The chart of a ceasefire over time: breaches by step of time, and a strip that says how it stood, drawn as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import altair as alt

from pactwatch.judge.state import Counts, DayState, Step
from pactwatch.judge.state_rule import STATES
from pactwatch.publish.drawing import INKS, Theme, svg

PARTS = ("violations", "violations, perhaps then", "undecided", "undecided, perhaps then")
"""What a bar is made of, from the ground up."""
_PARTS: dict[Theme, tuple[str, str, str, str]] = {
    "light": ("#9a1f1a", "#dba29e", "#c9a04a", "#ecdcb8"),
    "dark": ("#e0605a", "#7d4340", "#b58a2c", "#554a2e"),
}
_STRIP: dict[Theme, tuple[str, str, str, str]] = {
    "light": ("#d9dcd6", "#2f8f86", "#c9a04a", "#9a1f1a"),
    "dark": ("#4a525b", "#2f8f86", "#b58a2c", "#e0605a"),
}
Row = tuple[date, date, str, int, int, int, int]


def state_chart(steps: Sequence[tuple[DayState, Counts]], theme: Theme, narrow: bool = False) -> str:
    """Bars for each step of time (violations, what cannot be decided, and what may have been then) over a strip of states.

    There must be at least one step. `narrow` draws it for a phone, so that its words stay readable there.
    """
    rows = tuple(
        (
            counts.first,
            counts.last,
            state.state,
            counts.violations.low,
            counts.violations.high - counts.violations.low,
            counts.inconclusive.low,
            counts.inconclusive.high - counts.inconclusive.low,
        )
        for state, counts in steps
    )
    return _state_chart(rows, theme, narrow)


def step_of(first: date, last: date) -> Step:
    """The step that lets a time be read: days up to two months, weeks up to two years, months beyond."""
    days = (last - first).days
    return "day" if days <= 62 else "week" if days <= 731 else "month"


@lru_cache(maxsize=32)
def _state_chart(rows: tuple[Row, ...], theme: Theme, narrow: bool) -> str:
    ink = INKS[theme]
    bars: list[dict[str, Any]] = []
    strip: list[dict[str, Any]] = []
    for first, last, state, *heights in rows:
        time = {"first": first.isoformat(), "after": (last + timedelta(days=1)).isoformat()}
        strip.append({**time, "state": state})
        base = 0
        for part, height in zip(PARTS, heights, strict=True):
            if height:
                bars.append({**time, "part": part, "from": base, "to": base + height})
            base += height
    window = [rows[0][0].isoformat(), (rows[-1][1] + timedelta(days=1)).isoformat()]
    short = rows[-1][1] - rows[0][0] <= timedelta(days=160)
    days = alt.Axis(
        tickCount=3 if narrow else 7,
        labelExpr=f"utcFormat(datum.value, '{'%-d %b' if short else '%b %Y'}')",
        labelOverlap="greedy",
    )
    scale, width = alt.Scale(type="utc", domain=window), 300 if narrow else 935
    highest = max((bar["to"] for bar in bars), default=1)
    above = (
        alt.Chart(alt.InlineData(bars))
        .mark_rect(stroke=ink.paper, strokeWidth=0.8)
        .encode(
            x=alt.X("first:T", title=None, scale=scale, axis=None),
            x2="after:T",
            y=alt.Y(
                "from:Q",
                title=None,
                scale=alt.Scale(domain=[0, highest]),
                axis=alt.Axis(tickMinStep=1, tickCount=min(4, highest), format="d"),
            ),
            y2="to:Q",
            color=alt.Color(
                "part:N",
                title=None,
                scale=alt.Scale(domain=list(PARTS), range=list(_PARTS[theme])),
                legend=alt.Legend(orient="top", columnPadding=34, columns=1 if narrow else 4),
            ),
        )
        .properties(width=width, height=110 if narrow else 130)
    )
    below = (
        alt.Chart(alt.InlineData(strip))
        .mark_rect(stroke=ink.paper, strokeWidth=0.4)
        .encode(
            x=alt.X("first:T", title=None, scale=scale, axis=days),
            x2="after:T",
            color=alt.Color(
                "state:N",
                title=None,
                scale=alt.Scale(domain=list(STATES), range=list(_STRIP[theme])),
                legend=alt.Legend(orient="bottom", columnPadding=24, columns=2 if narrow else 4),
            ),
        )
        .properties(width=width, height=16)
    )
    return svg(alt.vconcat(above, below, spacing=6).resolve_scale(color="independent"), ink, ink.paper)
