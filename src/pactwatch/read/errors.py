"""What goes wrong in reading, in words for the user."""

from __future__ import annotations

from pathlib import Path


class ReadError(Exception):
    """A file that could not be read. Its text is one line with the file and the reason."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = " ".join(reason.split())

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class UnreadableError(Exception):
    """Why bytes could not be read, where the file's name is not known: `read_bytes` makes a ReadError of it."""
