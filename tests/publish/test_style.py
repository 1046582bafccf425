"""The style sheet: enough contrast for every reader, in light and in dark, and nothing from elsewhere."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = (files("pactwatch.publish") / "static" / "site.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", STYLE, re.S)
)
TEXT_ON_GROUND = [
    ("ink", "paper"),
    ("ink", "wash"),
    ("ink", "mark"),
    ("ink", "warn-wash"),
    ("ink", "accent-wash"),
    ("quiet", "paper"),
    ("quiet", "wash"),
    ("quiet", "accent-wash"),
    ("quiet", "warn-wash"),
    ("accent", "paper"),
    ("accent", "wash"),
    ("accent", "accent-wash"),
    ("accent", "warn-wash"),
    ("paper", "accent"),
    ("good", "good-wash"),
    ("warn", "warn-wash"),
    ("bad", "bad-wash"),
    ("good", "wash"),
    ("warn", "wash"),
    ("bad", "wash"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(colours: dict[str, str], text: str, ground: str) -> None:
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edges_of_controls_and_the_focus_stand_out(colours: dict[str, str]) -> None:
    assert contrast(colours["line-strong"], colours["paper"]) >= 3
    assert contrast(colours["accent"], colours["paper"]) >= 3


def test_dark_names_every_colour_that_light_has() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_nothing_is_fetched() -> None:
    assert "url(" not in STYLE and "@import" not in STYLE and "@font-face" not in STYLE
