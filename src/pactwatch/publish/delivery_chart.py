"""The chart of what was pledged in one currency and what became of it over time, drawn on the server as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

import altair as alt

from pactwatch.publish.delivery import Step
from pactwatch.publish.drawing import INKS, Theme, svg

PARTS = ("delivered", "allocated only", "unknown")
"""What a pledge is made of, from the ground up."""
_COLOURS: dict[Theme, tuple[str, str, str]] = {
    "light": ("#2f8f86", "#4c78a8", "#d9dcd6"),
    "dark": ("#2f8f86", "#4c78a8", "#4a525b"),
}


def delivery_chart(steps: Sequence[Step], currency: str, theme: Theme, narrow: bool = False) -> str:
    """Bars for each step: what is delivered, what is only allocated, and what no source confirms, one upon the other.

    There must be at least one step. `narrow` draws it for a phone, so that its words stay readable there.
    """
    return _delivery_chart(tuple(steps), currency, theme, narrow)


@lru_cache(maxsize=32)
def _delivery_chart(steps: tuple[Step, ...], currency: str, theme: Theme, narrow: bool) -> str:
    ink = INKS[theme]
    rows: list[dict[str, Any]] = []
    for step in steps:
        base = 0.0
        for part, told in zip(PARTS, (step.delivered, step.only_allocated, step.unknown), strict=True):
            height = told or 0.0
            if height:
                rows.append(
                    {
                        "first": step.first.isoformat(),
                        "after": (step.last + timedelta(days=1)).isoformat(),
                        "part": part,
                        "from": base,
                        "to": base + height,
                    }
                )
            base += height
    short = steps[-1].last - steps[0].first <= timedelta(days=160)
    written = "%-d %b" if short else "%b %Y"
    # Never so short that a single bar looks like a wall.
    after = steps[-1].last + timedelta(days=1)
    window = [
        min(steps[0].first, after - timedelta(weeks=16 if short else 60)).isoformat(),
        after.isoformat(),
    ]
    days = alt.Axis(
        tickCount=3 if narrow else 7, labelExpr=f"utcFormat(datum.value, '{written}')", labelOverlap="greedy"
    )
    chart = (
        alt.Chart(alt.InlineData(rows))
        .mark_rect(stroke=ink.paper, strokeWidth=0.8)
        .encode(
            x=alt.X("first:T", title=None, scale=alt.Scale(type="utc", domain=window), axis=days),
            x2="after:T",
            y=alt.Y(
                "from:Q",
                title=currency,
                axis=alt.Axis(
                    tickCount=5,
                    labelExpr="replace(replace(replace(format(datum.value, '~s'), 'G', ' bn'), 'M', ' m'), 'k', ' th')",
                    titleColor=ink.quiet,
                ),
            ),
            y2="to:Q",
            color=alt.Color(
                "part:N",
                title=None,
                scale=alt.Scale(domain=list(PARTS), range=list(_COLOURS[theme])),
                legend=alt.Legend(orient="bottom", columnPadding=24, columns=3),
            ),
        )
        .properties(width=300 if narrow else 935, height=210 if narrow else 240)
    )
    return svg(chart, ink, ink.paper)
