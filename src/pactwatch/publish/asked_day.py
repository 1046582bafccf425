"""A day in the address of a page, which may be written wrong."""

from __future__ import annotations

from datetime import date

from starlette.exceptions import HTTPException


def asked_day(name: str, text: str) -> date | None:
    """The day that a page is asked for under a name, None for an empty text. Raises HTTPException 400 where it is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HTTPException(400, f"“{text}” is not a day that “{name}” can take: write it as 2026-03-01.") from None
