"""Charts and maps drawn on the server as SVG, so that they are read without JavaScript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import vl_convert

from pactwatch.publish import words
from pactwatch.publish.activity import Activity
from pactwatch.publish.basemap import Frame, Spot, Town

Theme = Literal["light", "dark"]
_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
_CROWD = 200
_COLOURS = ("#4c78a8", "#8fb1d3", "#2f8f86", "#8dbb5c", "#c0504a", "#e2918c", "#7d8791", "#b58a2c", "#8567a8")


@dataclass(frozen=True)
class Ink:
    """The colours of a theme, as the style sheet has them."""

    paper: str
    wash: str
    ink: str
    quiet: str
    line: str
    bad: str


INKS: dict[Theme, Ink] = {
    "light": Ink("#ffffff", "#f4f5f2", "#1a1e23", "#545d68", "#d3d7db", "#9a1f1a"),
    "dark": Ink("#14171b", "#1c2126", "#e4e7ea", "#a4adb7", "#343b43", "#f2a09a"),
}
"""The colours of each theme."""


@lru_cache(maxsize=32)
def activity_chart(activity: Activity, theme: Theme) -> str:
    """Bars of claims by step of time and kind, as SVG."""
    ink = INKS[theme]
    rows = [
        {
            "first": first.isoformat(),
            "after": activity.after(first).isoformat(),
            "kind": words.KINDS[kind],
            "from": low,
            "to": high,
        }
        for first, kind, low, high in activity.bars
    ]
    window = [day.isoformat() for day in activity.window]
    chart = (
        alt.Chart(alt.InlineData(rows))
        .mark_rect(stroke=ink.paper, strokeWidth=0.8)
        .encode(
            x=alt.X("first:T", title=None, scale=alt.Scale(type="utc", domain=window), axis=alt.Axis(tickCount=8)),
            x2="after:T",
            y=alt.Y("from:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4)),
            y2="to:Q",
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(words.KINDS.values()), range=list(_COLOURS)),
                legend=alt.Legend(orient="bottom", columnPadding=16, columns=9),
            ),
        )
        .properties(width=985, height=170)
    )
    return svg(chart, ink, ink.paper)


def incident_chart(spots: Sequence[Spot], towns: Sequence[Town], frame: Frame, theme: Theme) -> str:
    """The map of incidents over the towns of a window, as SVG: filled for settlements, hollow for regions."""
    return _incident_chart(tuple(spots), tuple(towns), frame, theme)


@lru_cache(maxsize=32)
def _incident_chart(spots: tuple[Spot, ...], towns: tuple[Town, ...], frame: Frame, theme: Theme) -> str:
    ink = INKS[theme]
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[frame.west, frame.east], nice=False, zero=False))
    up = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[frame.south, frame.north], nice=False, zero=False))

    def layer(rows: list[dict[str, Any]]) -> alt.Chart:
        return alt.Chart(alt.InlineData(rows)).encode(x=across, y=up)

    ground = layer([{"x": t.longitude, "y": t.latitude, "size": 4 ** (t.size - 3)} for t in towns])
    names = layer([{"x": t.longitude, "y": t.latitude, "name": t.name} for t in towns if t.named])
    # Where incidents crowd, smaller signs let each be seen.
    inside = [spot for spot in spots if frame.holds(spot.longitude, spot.latitude)]
    many = len(inside) > _CROWD
    regions = layer([{"x": s.longitude, "y": s.latitude} for s in inside if not s.exact])
    settlements = layer([{"x": s.longitude, "y": s.latitude} for s in inside if s.exact])
    chart = alt.layer(
        ground.mark_circle(color=ink.quiet, opacity=0.6).encode(
            size=alt.Size("size:Q", scale=alt.Scale(domain=[1, 256], range=[5, 70]), legend=None)
        ),
        regions.mark_point(color=ink.bad, size=140 if many else 420, strokeWidth=1.2 if many else 2.5, filled=False),
        settlements.mark_circle(
            color=ink.bad, size=35 if many else 120, opacity=0.85, stroke=ink.paper, strokeWidth=1
        ),
        names.mark_text(
            color=ink.ink, align="left", dx=6, fontSize=13, stroke=ink.wash, strokeWidth=3, strokeOpacity=0.8
        ),
        names.mark_text(color=ink.ink, align="left", dx=6, fontSize=13).encode(text="name:N"),
    ).properties(width=950, height=510, padding=5)
    return svg(chart, ink, ink.wash)


def svg(chart: Any, ink: Ink, ground: str) -> str:
    """A chart as SVG in the site's look, on that ground."""
    themed = (
        chart.configure(font=_FONT, background=ground)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=ink.quiet, domainColor=ink.line, tickColor=ink.line, gridColor=ink.line, labelFontSize=12
        )
        .configure_axisX(grid=False)
        .configure_legend(labelColor=ink.ink, labelFontSize=12, symbolType="square")
    )
    # Checking each of a thousand towns against Vega's schema takes seconds. No host may be asked for anything.
    return str(vl_convert.vegalite_to_svg(themed.to_dict(validate=False), allowed_base_urls=[]))
