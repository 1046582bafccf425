"""A day in the address of a page, which may be written wrong."""

from __future__ import annotations

from datetime import date

from starlette.exceptions import HTTPException

from pactwatch.publish.point_of_view import day_of


def asked_day(name: str, text: str) -> date | None:
    """The day that a page is asked for under a name, None for an empty text. Raises HTTPException 400 where it is none."""
    try:
        return day_of(name, text)
    except ValueError as error:
        raise HTTPException(400, str(error)) from error
