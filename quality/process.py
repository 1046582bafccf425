"""Running a command as a process of its own, and what it took: time by the clock and of the processor, and peak memory.

The system counts to a process the memory of the one that started it, as it was at that moment. So the command is started by
a small process, which this file is too, that has no more than ten megabytes itself.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock and of the processor, and megabytes at the peak, of a command and the processes it waited for."""

    seconds: float
    processor: float
    megabytes: float


class FailedError(RuntimeError):
    """A command that did not end well; says how it ended, and the last that it told on its error stream."""


def run(command: Sequence[str], output: Path | None = None, seconds: float | None = None) -> Spent:
    """Run a command, with what it prints into a file or nowhere. What it tells on the error stream is kept for a failure.

    Raises FailedError where it ends with an exit code other than 0, or is stopped after so many seconds.
    """
    starter = [sys.executable, "-S", __file__, str(output or os.devnull), *command]
    with subprocess.Popen(starter, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        try:
            answer, told = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise FailedError(f"stopped after {seconds:,.0f} s") from None
    if process.returncode != 0:
        raise FailedError(f"ended with {process.returncode}: {told.decode(errors='replace')[-2000:].strip()}")
    return Spent(**json.loads(answer))


def _started(output: str, command: Sequence[str]) -> int:
    """What the small process does; gives the exit code."""
    begin = time.perf_counter()
    with open(output, "wb") as file:  # noqa: PTH123 - the fewer modules, the less memory
        process = subprocess.Popen(command, stdout=file)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    spent = Spent(time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    print(json.dumps(vars(spent)))
    return process.returncode if process.returncode >= 0 else 1


if __name__ == "__main__":
    sys.exit(_started(sys.argv[1], sys.argv[2:]))
