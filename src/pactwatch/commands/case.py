"""`pactwatch case`: the commission's file on a breach, from the finding to the remedy, and its papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pactwatch.commands.judging import TermsOption, findings, loaded
from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.commands.printable import printable
from pactwatch.coordinate.case_file import CaseBook, CaseError, CaseFile
from pactwatch.coordinate.case_step import Done, Stance
from pactwatch.judge.finding import Verdict
from pactwatch.judge.terms import Terms
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.lookup import named
from pactwatch.publish import words
from pactwatch.publish.paper.case_papers import letter, report
from pactwatch.publish.paper.paper import Paper
from pactwatch.publish.paper.pdf import pdf
from pactwatch.publish.paper.sources import Sources
from pactwatch.publish.paper.word import word
from pactwatch.publish.phrases import PaperLanguage

case = typer.Typer(help="Cases of the commission: steps, deadlines, letters and reports.")

Which = Annotated[str, typer.Argument(metavar="CASE", help="The case, by the beginning of its identity.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who takes the step.")]
Says = Annotated[str, typer.Option("--says", metavar="TEXT", help="Its words: the answer, the reasons, the remedy.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="What else should be known of it.")]
At = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], metavar="MOMENT", help="When, UTC: 2025-03-29T14:30; now else."
    ),
]
Party = Annotated[str, typer.Argument(metavar="PARTY", help="A respondent, by its code: RUS.")]
LanguageOption = Annotated[
    PaperLanguage, typer.Option("--language", help="What sources and parties say stays in their own.")
]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="A file that ends in .pdf or .docx.")]


@case.command("open")
def open_case(
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="The finding, by the beginning of its identity.")],
    terms: TermsOption,
    by: By,
    respondent: Annotated[
        list[str] | None,
        typer.Option(metavar="PARTY", help="Who is to answer; without it the violators, or else every party."),
    ] = None,
    at: At = None,
    note: Note = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Open a case on a finding under the terms. The case keeps the finding as it is now."""
    judged_by = loaded(terms)
    with opened(ledger) as book:
        found = named(
            "finding", finding, findings(book, judged_by), "`pactwatch judge` prints those under these terms"
        )
        own = next(each for each in judged_by if each.name == found.terms)
        _told(CaseBook(book).open(found, own, by, respondent or (), _utc(at), note or None))


@case.command("list")
def list_cases(ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Print the cases: how far each has come, and what it waits for."""
    with opened(ledger) as book:
        files = CaseBook(book).files()
    now = datetime.now(UTC)
    table = Table(show_lines=True)
    for name, ratio in (("case", 2), ("about", 4), ("stage", 2), ("waits for", 4)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for each in files:
        about = f"{each.finding.terms}, article {each.finding.article}, {words.when(each.finding.happened)}"
        cells = (each.id.removeprefix("case-"), about, each.stage, "\n".join(_waits(each, now)) or "–")
        table.add_row(*(Text(printable(cell)) for cell in cells))
    if files:
        Console().print(table)
    typer.echo(words.plural(len(files), "case"))


@case.command()
def notify(
    which: Which, party: Party, by: By, at: At = None, note: Note = "", ledger: LedgerOption = DEFAULT_LEDGER
) -> None:
    """Write down that a respondent was told of the allegation; its time to answer begins."""
    _step(ledger, which, lambda book, file: book.notify(file, party, by, _utc(at), note or None))


@case.command()
def respond(
    which: Which,
    party: Party,
    stance: Annotated[Stance, typer.Option(help="What the answer does.")],
    says: Says,
    by: By,
    at: At = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Put a respondent's answer on file, in its words."""
    _step(ledger, which, lambda book, file: book.respond(file, party, stance, by, says, _utc(at)))


@case.command()
def evidence(
    which: Which,
    claims: Annotated[
        list[str],
        typer.Argument(metavar="CLAIM...", help="Claims of the ledger, by the beginning of their identities."),
    ],
    says: Says,
    by: By,
    at: At = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Put claims of the ledger on file, and say what they show."""
    with opened(ledger) as book:
        named = [_claim(book, text) for text in claims]
        cases = CaseBook(book)
        _told(cases.add_evidence(cases.file(which), named, by, says, _utc(at)))


@case.command()
def determine(
    which: Which,
    verdict: Annotated[Verdict, typer.Argument(help="What is determined.")],
    says: Says,
    by: By,
    violator: Annotated[list[str] | None, typer.Option(metavar="PARTY", help="Who is responsible.")] = None,
    article: Annotated[list[str] | None, typer.Option(metavar="NUMBER", help="The article violated.")] = None,
    at: At = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Determine what happened and who is responsible. A later determination replaces this one."""
    _step(
        ledger,
        which,
        lambda book, file: book.determine(file, verdict, violator or (), article or (), by, says, _utc(at)),
    )


@case.command()
def remedy(
    which: Which,
    says: Says,
    by: By,
    owed_by: Annotated[list[str], typer.Option(metavar="PARTY", help="Who is to do it; give it again for more.")],
    due: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The last day for it.")
    ] = None,
    at: At = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Determine a remedy: who is to do what by when."""
    day = due.date().isoformat() if due else None
    _step(ledger, which, lambda book, file: book.order(file, owed_by, day, by, says, _utc(at)))


@case.command()
def verify(
    which: Which,
    remedy: Annotated[str, typer.Argument(metavar="REMEDY", help="The remedy, by the beginning of its act.")],
    state: Annotated[Done, typer.Argument(help="Whether it was carried out.")],
    by: By,
    at: At = None,
    note: Note = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write down whether a remedy was carried out."""
    _step(ledger, which, lambda book, file: book.check(file, remedy, state, by, _utc(at), note or None))


@case.command()
def close(which: Which, says: Says, by: By, at: At = None, ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Close the case, with its outcome."""
    _step(ledger, which, lambda book, file: book.close(file, by, says, _utc(at)))


@case.command()
def retract(
    act: Annotated[str, typer.Argument(metavar="ACT", help="The act of the step, by the beginning of its identity.")],
    by: By,
    says: Says,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Take a step back. It stays in the ledger, and is seen as taken back from now on."""
    with opened(ledger) as book:
        found = book.find(act)
        if found.noun != "act":
            raise CaseError(f"{act} is a {found.noun}, not an act")
        back = book.retract(found.id, by, says)
    typer.echo(f"act {back.id} is taken back")


@case.command("letter")
def print_letter(
    which: Which,
    party: Party,
    terms: TermsOption,
    output: Output,
    language: LanguageOption = "en",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write the letter that notifies a party, as PDF or DOCX; a draft where the notification is not written down."""
    judged_by = loaded(terms)
    with opened(ledger) as book:
        file = CaseBook(book).file(which)
        if party not in file.opening.respondents:
            raise CaseError(f"{party} is no respondent; these are: {', '.join(file.opening.respondents)}")
        _write(letter(file, party, _own(file, judged_by), _sources(book, language), language), output)


@case.command("report")
def print_report(
    which: Which,
    terms: TermsOption,
    output: Output,
    language: LanguageOption = "en",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write the report of a case as it stands, as PDF or DOCX, every statement with its footnote."""
    judged_by = loaded(terms)
    with opened(ledger) as book:
        file = CaseBook(book).file(which)
        _write(report(file, _own(file, judged_by), _sources(book, language), language), output)


def _step(place: str, which: str, take: Callable[[CaseBook, CaseFile], CaseFile]) -> None:
    with opened(place) as book:
        cases = CaseBook(book)
        _told(take(cases, cases.file(which)))


def _told(file: CaseFile) -> None:
    last = file.steps[-1]
    typer.echo(f"act {last.act}: {last.step.replace('_', ' ')}, by {last.by}; {file.id} is {file.stage}")
    for line in _waits(file, datetime.now(UTC)):
        typer.echo(f"  {line}")


def _waits(file: CaseFile, now: datetime) -> list[str]:
    return [
        f"{each.what} of {words.actors(each.who)}: "
        + (f"overdue since {words.moment(each.due)}" if each.overdue(now) else f"due {words.moment(each.due)}")
        for each in file.deadlines
        if each.met is None
    ]


def _utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None


def _own(file: CaseFile, judged_by: list[Terms]) -> Terms:
    for terms in judged_by:
        if terms.name == file.finding.terms:
            return terms
    raise CaseError(f"{file.id} is under the terms {file.finding.terms}; give their file with --terms")


def _claim(book: Ledger, text: str) -> str:
    found = book.find(text)
    if found.noun != "claim":
        raise CaseError(f"{text} is a {found.noun}, not a claim")
    return found.id


def _sources(book: Ledger, language: PaperLanguage) -> Sources:
    documents, claims = book.documents(), book.claims()
    return Sources({each.id: each for each in documents}, {each.id: each for each in claims}, language)


def _write(paper: Paper, output: Path) -> None:
    made = {".pdf": pdf, ".docx": word}.get(output.suffix.lower())
    if made is None:
        raise typer.BadParameter(f"{output} ends neither in .pdf nor in .docx", param_hint="--output")
    try:
        output.write_bytes(made(paper))
    except OSError as error:
        typer.echo(f"pactwatch: {output}: {error.strerror or error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"wrote {output}")
