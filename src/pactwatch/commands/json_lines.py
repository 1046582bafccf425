"""Reading JSON Lines into models: what is wrong with one line is told with file and line, and the others are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import typer
from pydantic import ValidationError

T = TypeVar("T")


class JsonLines:
    """A file of one JSON object a line. `failed` says afterwards whether anything could not be read.

    `number` is that of the line which is being read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.failed = False
        self.number = 0

    def each(self, read: Callable[[dict[str, Any]], T]) -> Iterator[T]:
        """What `read` makes of each line's object; it raises ValueError, in words for the user, where it cannot.

        Empty lines are passed over. A line that cannot be used is told in one line on the error stream.
        """
        try:
            with self.path.open("rb") as file:
                for self.number, line in enumerate(file, start=1):
                    if line.strip():
                        try:
                            result = read(_object(line))
                        except ValueError as error:
                            self.fault(self.number, _words(error))
                            continue
                        yield result
        except OSError as error:
            self._fail(f"{self.path}: {error.strerror or error}")

    def fault(self, number: int, message: str) -> None:
        """Tell that the line of that number cannot be used, and why."""
        self._fail(f"{self.path}, line {number}: {message}")

    def _fail(self, message: str) -> None:
        self.failed = True
        typer.echo(f"pactwatch: {message}", err=True)


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8; save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg}, column {error.colno}); write one JSON object a line") from None
    except RecursionError:
        raise ValueError("not read: the JSON is nested too deeply") from None
    if not isinstance(value, dict):
        raise ValueError("not a JSON object; write one JSON object a line, {...}")
    return value


def _words(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    faults = error.errors(include_url=False)
    first = faults[0]
    where = ".".join(str(step) for step in first["loc"])
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    text = str(first["msg"]).removeprefix("Value error, ")
    return (f"{where}: " if where else "") + text[:1].lower() + text[1:] + more
