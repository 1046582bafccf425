"""A comparison as a file: CSV and XLSX, with a line for every quote behind every cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime

from pactwatch.publish.comparison import NONE_FOUND, Comparison

HEADINGS = (
    "agreement",
    "title",
    "row",
    "label",
    "cell",
    "value",
    "section",
    "quote",
    "document",
    "start",
    "end",
    "claim",
)
"""The columns of the lines, in CSV and on the second sheet of the XLSX."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(comparison: Comparison) -> Iterator[dict[str, str | int]]:
    """A line for each quote behind a cell, by agreement and then by row; one without a quote where none is found."""
    for at, column in enumerate(comparison.columns):
        for row, cells in comparison.rows:
            cell = cells[at]
            shared: dict[str, str | int] = {
                "agreement": column.name,
                "title": column.instrument.title,
                "row": row.key,
                "label": row.label,
                "cell": cell.essence,
                "document": column.instrument.doc,
            }
            for evidence in cell.evidence:
                claim = evidence.first.claim
                yield shared | {
                    "value": evidence.value,
                    "section": evidence.section or "",
                    "quote": claim.quote,
                    "start": claim.start,
                    "end": claim.end,
                    "claim": evidence.first.id,
                }
            if not cell.evidence:
                yield shared | {"value": NONE_FOUND}


def csv_text(comparison: Comparison) -> str:
    """The lines as CSV (RFC 4180).

    A field that a spreadsheet would take for a formula gets an apostrophe in front: the words come from documents that
    anybody may have written. `start` and `end` say where the exact words stand.
    """
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, HEADINGS, restval="")
    writer.writeheader()
    for line in lines(comparison):
        writer.writerow({name: _harmless(value) for name, value in line.items()})
    return written.getvalue()


def xlsx_bytes(comparison: Comparison, made: datetime) -> bytes:
    """A workbook of two sheets: the table as the page shows it, and the lines. No text in it is taken for a formula."""
    # Loaded here, because nothing else needs it, and the other pages and commands should not wait for it.
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415

    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"title": "Agreements compared", "created": made.replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        quiet = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#6d7782"})

        table = book.add_worksheet("Comparison")
        table.freeze_panes(1, 1)
        table.set_column(0, 0, 26)
        table.set_column(1, max(1, len(comparison.columns)), 24)
        table.write_string(0, 0, "", bold)
        for across, column in enumerate(comparison.columns, 1):
            table.write_string(0, across, column.name, bold)
        for down, (row, cells) in enumerate(comparison.rows, 1):
            table.write_string(down, 0, row.label, bold)
            for across, cell in enumerate(cells, 1):
                table.write_string(down, across, "\n".join(cell.lines) or NONE_FOUND, plain if cell.lines else quiet)

        words = book.add_worksheet("Words")
        words.freeze_panes(1, 0)
        for across, name in enumerate(HEADINGS):
            words.write_string(0, across, name, bold)
            words.set_column(across, across, 70 if name == "quote" else 18)
        told = list(lines(comparison))
        for down, line in enumerate(told, 1):
            for across, name in enumerate(HEADINGS):
                words.write(down, across, line.get(name, ""), plain)
        words.autofilter(0, 0, len(told), len(HEADINGS) - 1)
    return written.getvalue()


def _harmless(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
