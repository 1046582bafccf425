"""`pactwatch serve`: it prints its address and serves there, or says in one line why it cannot."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import typer
from click.testing import Result
from typer.testing import CliRunner

from pactwatch.commands.serve import serve

COMMAND = "import typer; from pactwatch.commands.serve import serve; typer.run(serve)"


def run(*arguments: str | Path) -> Result:
    app = typer.Typer()
    app.command()(serve)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@contextmanager
def serving(*arguments: str | Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-c", COMMAND, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline()
        finally:
            process.kill()


def test_it_prints_its_address_and_serves_there(ledger_file: Path, terms_file: Path) -> None:
    with serving("--ledger", ledger_file, "--terms", terms_file, "--port", "0") as (process, line):
        assert str(ledger_file) in line
        address = line.split(" at ")[1].split()[0]
        page = httpx.get(address, timeout=30)
        assert page.status_code == 200 and "Terms of the pause" in page.text
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
        assert process.stderr is not None and "Traceback" not in process.stderr.read()


def test_a_missing_ledger_is_one_line(tmp_path: Path) -> None:
    result = run("--ledger", tmp_path / "none.sqlite")
    assert result.exit_code == 1
    assert result.stderr.startswith("pactwatch: there is no ledger at") and result.stderr.count("\n") == 1


def test_missing_terms_are_one_line(ledger_file: Path, tmp_path: Path) -> None:
    result = run("--ledger", ledger_file, "--terms", tmp_path / "none.yaml")
    assert result.exit_code == 1 and "none.yaml" in result.stderr and "Traceback" not in result.output


def test_bad_terms_name_their_file(ledger_file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("name: x\nrules: []\n", encoding="utf-8")
    result = run("--ledger", ledger_file, "--terms", bad)
    assert result.exit_code == 1 and "bad.yaml" in result.stderr


def test_a_port_in_use_is_one_line(ledger_file: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = run("--ledger", ledger_file, "--port", port)
    assert result.exit_code == 1
    assert f"cannot listen on 127.0.0.1, port {port}" in result.stderr and "--port" in result.stderr
    assert result.stderr.count("\n") == 1
