"""Moments of the ledger's clock, written so that their order as text is their order in time."""

from __future__ import annotations

from datetime import UTC, datetime

from pactwatch.ledger.errors import LedgerError


def write_moment(moment: datetime) -> str:
    """Write a moment in UTC with microseconds. Raises LedgerError where it has no time zone."""
    if moment.tzinfo is None:
        raise LedgerError(
            f"a moment needs a time zone, and {moment.isoformat()} has none: write it with +00:00 for UTC"
        )
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_moment(text: str) -> datetime:
    """Read what write_moment wrote."""
    return datetime.fromisoformat(text)
