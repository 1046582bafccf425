"""Runs the examples of a page of documentation, so that what it shows is what happens.

A page is followed from its beginning to its end in one folder:

- A comment `<!-- file: NAME -->` before a code block: the block is that file.
- A comment `<!-- add to FILE under KEY -->`: the block is put in after the line `KEY:` of that file.
- A comment `<!-- try in FILE under KEY -->`: the same, and it is taken back after the next console block.
- A console block: each line that begins with `$ ` is run, and must print what stands below it. JSON is compared as
  data, and "…" in it stands for anything.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pactwatch.commands.main import app

REPOSITORY = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(
    r"(?:^<!-- (?P<order>(?:file|add|try)[^>]*?) -->\n+)?^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.M | re.S
)
_ORDER = re.compile(r"(?P<verb>add|try) (?:to|in) (?P<file>\S+) under (?P<key>\S+)")
_PRETTY = "| python -m json.tool --json-lines --no-ensure-ascii"


@dataclass
class Step:
    """One command of a console block, and the lines that it is to print."""

    command: str
    expected: list[str]


def follow(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Do what the page says, in the folder. Gives how many commands were run; a difference fails the test."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "100")
    last = 0
    done = 0
    tried: tuple[Path, str] | None = None
    for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        order, body = block["order"] or "", block["body"]
        if order.startswith("file: "):
            Path(order.removeprefix("file: ")).write_text(body, encoding="utf-8")
        elif match := _ORDER.fullmatch(order):
            file = Path(match["file"])
            before = file.read_text(encoding="utf-8")
            line = f"\n{match['key']}:\n"
            assert before.count(line) == 1, f"{file} has not one line {match['key']}:"
            file.write_text(before.replace(line, line + body), encoding="utf-8")
            tried = (file, before) if match["verb"] == "try" else None
        elif block["language"] == "console":
            for step in _steps(body):
                last = _run(step, last)
                done += 1
            if tried:
                tried[0].write_text(tried[1], encoding="utf-8")
                tried = None
    return done


def _steps(body: str) -> list[Step]:
    steps: list[Step] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            steps.append(Step(line[2:], []))
        else:
            steps[-1].expected.append(line)
    return steps


def _run(step: Step, last: int) -> int:
    """Run one command; gives its exit code. `last` is that of the command before it."""
    if step.command == "echo $?":
        assert step.expected == [str(last)]
        return 0
    if step.command.startswith("cp -r "):
        _, _, source, target = shlex.split(step.command)
        shutil.copytree(REPOSITORY / source, target)
        return 0
    command = step.command.removesuffix(_PRETTY).strip()
    name, *arguments = shlex.split(command)
    assert name == "pactwatch", f"the page runs {name}"
    into = None
    if ">" in arguments:
        *arguments, _, into = arguments
    result = CliRunner().invoke(app, arguments)
    if into:
        Path(into).write_text(result.stdout, encoding="utf-8")
    printed = result.stderr + ("" if into else result.stdout)
    assert _values(printed) == _Anything(_values("\n".join(step.expected))), f"$ {step.command}\n{printed}"
    return result.exit_code


def _values(text: str) -> list[Any]:
    """What a command printed: JSON objects as data, on one line or on many, and every other line as it is."""
    found: list[Any] = []
    decoder = json.JSONDecoder()
    while text := text.lstrip("\n"):
        if text[0] in "{":
            value, end = decoder.raw_decode(text)
            found.append(value)
            text = text[end:]
        else:
            line, _, text = text.partition("\n")
            found.append(line.rstrip())
    return sorted(found, key=lambda value: isinstance(value, dict))


class _Anything:
    """Equal to what differs from the expected only where that has an ellipsis."""

    def __init__(self, expected: Any) -> None:
        self.expected = expected

    def __repr__(self) -> str:
        return repr(self.expected)

    def __eq__(self, actual: object) -> bool:
        return _fits(actual, self.expected)

    __hash__ = None  # type: ignore[assignment]


def _fits(actual: Any, expected: Any) -> bool:
    if isinstance(expected, dict) and isinstance(actual, dict):
        return expected.keys() == actual.keys() and all(_fits(actual[key], expected[key]) for key in expected)
    if isinstance(expected, list) and isinstance(actual, list):
        return len(expected) == len(actual) and all(map(_fits, actual, expected))
    if isinstance(expected, str) and isinstance(actual, str) and "…" in expected:
        return re.fullmatch(".*".join(map(re.escape, expected.split("…"))), actual, re.S) is not None
    return bool(expected in ("…", actual))
