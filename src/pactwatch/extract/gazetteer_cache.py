"""The names of a gazetteer, kept ready on this machine: making them out of GeoNames takes seconds, reading them does not."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

_KEPT = 4


def cache_folder() -> Path | None:
    """Where ready names are kept: below XDG_CACHE_HOME, else the user's cache folder; None where there is no home."""
    chosen = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return (Path(chosen) if chosen else Path.home() / ".cache") / "pactwatch"
    except RuntimeError:
        return None


def kept(key: str) -> Any | None:
    """What was kept under a key, None where there is nothing, or nothing that can be read."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        with (folder / f"places-{key}.json").open(encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def keep(key: str, value: Any) -> None:
    """Keep a value for the next process; where it cannot be written, nothing is kept, and nothing is wrong."""
    folder = cache_folder()
    if folder is None:
        return
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(value, file, ensure_ascii=False, separators=(",", ":"))
            # Another process that reads at this moment sees the old file or the new one, never half of one.
            Path(name).replace(folder / f"places-{key}.json")
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        oldest_first = sorted(folder.glob("places-*.json"), key=lambda path: path.stat().st_mtime)
        for path in oldest_first[:-_KEPT]:
            path.unlink(missing_ok=True)
