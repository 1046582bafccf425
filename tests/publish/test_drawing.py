"""The charts: every kind of fact has a colour of its own."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient
from lxml import etree

from pactwatch.publish import words


def test_every_kind_stands_in_the_legend_with_a_colour_of_its_own(site: TestClient) -> None:
    drawn = etree.fromstring(site.get("/charts/activity.svg").content)
    legend = drawn.xpath("//*[contains(@class, 'role-legend-entry')]")[0]
    names = ["".join(text.itertext()) for text in legend.iter("{*}text")]
    colours = [path.get("fill") for path in legend.iter("{*}path") if path.get("fill", "").startswith("#")]
    assert names == list(words.KINDS.values())
    assert len(set(colours)) == len(names)


def test_the_style_sheet_marks_every_kind() -> None:
    style = (Path(words.__file__).parent / "static" / "site.css").read_text(encoding="utf-8")
    assert [kind for kind in words.KINDS if f".kind-{kind}::before" not in style] == []
