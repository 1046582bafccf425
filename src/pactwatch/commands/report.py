"""`pactwatch report`: the situation report of a span of days, as PDF, DOCX or a page, in English or in French."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pactwatch.commands.judging import TermsOption, loaded
from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened

if TYPE_CHECKING:
    from pactwatch.publish.paper.paper import Paper


class Language(StrEnum):
    """The languages of the report."""

    EN = "en"
    FR = "fr"


class New(StrEnum):
    """What makes something new in the report."""

    LEARNED = "learned"
    PUBLISHED = "published"


def report(
    terms: TermsOption,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="A file that ends in .pdf, .docx or .html.")
    ],
    first: Annotated[
        datetime | None,
        typer.Option(
            "--from", formats=["%Y-%m-%d"], metavar="DATE", help="Its first day; else --days before its last."
        ),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--until", formats=["%Y-%m-%d"], metavar="DATE", help="Its last day; today else."),
    ] = None,
    days: Annotated[int, typer.Option(min=1, metavar="NUMBER", help="1 is a daily report, 7 a weekly one.")] = 7,
    language: Annotated[
        Language, typer.Option(help="The language of the report; sources keep theirs.")
    ] = Language.EN,
    clock: Annotated[
        New, typer.Option(help="New is what the ledger learned in the span, or what was published in it.")
    ] = New.LEARNED,
    known: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="As the ledger knew it on this day."),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write the situation report of a span of days (UTC): what is new, judged, owed, late, promised, corrected."""
    # Loaded here, because the other commands should not wait for what only this one needs.
    from pactwatch.publish.paper.page import page  # noqa: PLC0415
    from pactwatch.publish.paper.pdf import pdf  # noqa: PLC0415
    from pactwatch.publish.paper.word import word  # noqa: PLC0415
    from pactwatch.publish.point_of_view import PointOfView  # noqa: PLC0415
    from pactwatch.publish.situation.reporting_period import ReportingPeriod  # noqa: PLC0415
    from pactwatch.publish.situation.situation import situation  # noqa: PLC0415
    from pactwatch.publish.situation.situation_report import situation_report  # noqa: PLC0415
    from pactwatch.publish.snapshot import Snapshot  # noqa: PLC0415

    forms: dict[str, Callable[[Paper], bytes]] = {".pdf": pdf, ".docx": word, ".html": page}
    write = forms.get(output.suffix.lower())
    if write is None:
        raise typer.BadParameter(f"{output} ends in none of .pdf, .docx, .html", param_hint="--output")
    now, judged_by = datetime.now(UTC), loaded(terms)
    last = until.date() if until else now.date()
    try:
        period = ReportingPeriod(first.date(), last) if first else ReportingPeriod.ending(last, days)
        with opened(ledger) as book:

            @lru_cache
            def snapshot(point: PointOfView) -> Snapshot:
                return Snapshot.build(book, judged_by, point.as_of, point.moment(now))

            told = situation(period, clock.value, snapshot, now, _day(known))
            paper = situation_report(told, language.value)
    except ValueError as error:
        typer.echo(f"pactwatch: {error}", err=True)
        raise typer.Exit(1) from error
    try:
        output.write_bytes(write(paper))
    except OSError as error:
        typer.echo(f"pactwatch: {output}: {error.strerror or error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"wrote {output}: {paper.subtitle}")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
