"""The pieces of a page of figures, in Markdown that reads as text too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from floors_file import KINDS, MEASURES, Floors
from scoring import KindScore


def kinds_table(scores: Mapping[str, KindScore], floors: Floors | None = None) -> str:
    """One row a kind that is coded or found, the floor in brackets behind its score."""
    rows: list[list[object]] = []
    for kind in KINDS:
        if kind not in scores:
            continue
        cells = []
        for measure in MEASURES:
            floor = floors.floor(kind, measure) if floors else None
            shown = figure(getattr(scores[kind], measure))
            cells.append(shown if floor is None else f"{shown} (≥ {floor:.3f})")
        rows.append([kind, scores[kind].gold, scores[kind].found, *cells])
    return table(["kind", "coded", "found", "recall", "precision", "F1", "fields right"], rows)


def figure(share: float | None) -> str:
    """A share with three places; a dash where there is nothing to rate."""
    return "–" if share is None else f"{share:.3f}"


def section(title: str, *paragraphs: str) -> str:
    """A section of the page."""
    return "\n\n".join([f"## {title}", *paragraphs]) + "\n"


def table(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table in Markdown, its columns aligned for those who read it as text: names to the left, figures to the right."""
    lines = [[str(cell) for cell in line] for line in (headings, *rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    drawn = [
        " | ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    ]
    rule = " | ".join("-" * w if i == 0 else "-" * (w - 1) + ":" for i, w in enumerate(widths))
    return "\n".join(f"| {line} |" for line in (drawn[0], rule, *drawn[1:]))
