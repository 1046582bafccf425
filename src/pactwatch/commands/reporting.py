"""Going on after a file that cannot be read: one line for each on the error stream, and an exit code that says so."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import typer

from pactwatch.extract.yaml_file import CodebookError
from pactwatch.read.document import Document
from pactwatch.read.errors import ReadError
from pactwatch.read.reader import files_under, read_file
from pactwatch.read.written_date import single_date


@dataclass
class Report:
    """What went wrong with single files while a command went on with the others."""

    failures: list[ReadError] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """1 where any file failed, else 0."""
        return 1 if self.failures else 0

    def fail(self, failure: ReadError) -> None:
        """Keep a failure, and tell it at once in one line on the error stream."""
        self.failures.append(failure)
        typer.echo(f"pactwatch: {failure}", err=True)


def each_document(paths: Iterable[Path], published: str | None = None, *, report: Report) -> Iterator[Document]:
    """Read the files, and those in the folders, one after another; what cannot be read goes into the report.

    What could not be read well is told too, as a warning with the file's name, but fails nothing.
    """
    for path in files_under(paths):
        document = read_or_report(path, published, report)
        if document is not None:
            yield document


def read_or_report(path: Path, published: str | None, report: Report) -> Document | None:
    """Read one file; None, and a line in the report, where it cannot be read. Its warnings are told, and fail nothing."""
    try:
        document = read_file(path, published)
    except ReadError as failure:
        report.fail(failure)
        return None
    for warning in document.warnings:
        typer.echo(f"pactwatch: {path}: warning: {warning}", err=True)
    return document


def tell(error: Exception) -> None:
    """Tell an error on the error stream; each of its lines names the program, so that it is found in a log."""
    for line in str(error).splitlines():
        typer.echo(f"pactwatch: {line}", err=True)


def check_date(published: str | None) -> None:
    """End the command before anything is read where the date that the user gives is none."""
    if published is not None and single_date(published) is None:
        raise typer.BadParameter(f"{published!r} is not a date; write it as 2025-05-26", param_hint="--published")


def print_line(line: str) -> None:
    """Print one line of a command's output. Where it cannot be written (a full disk), says so and exits with 1."""
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        typer.echo(f"pactwatch: the output cannot be written: {error.strerror}", err=True)
        # What is still in the buffer would fail again, with a traceback, when Python ends.
        sys.stdout = None
        raise typer.Exit(1) from error


@contextmanager
def faults_told(path: Path) -> Iterator[None]:
    """Tell what is wrong with a user's YAML file, one line a fault, and end the command with exit code 1."""
    try:
        yield
    except CodebookError as error:
        tell(error)
        raise typer.Exit(1) from error
    except OSError as error:
        typer.echo(f"pactwatch: {path}: {error.strerror or error}", err=True)
        raise typer.Exit(1) from error
