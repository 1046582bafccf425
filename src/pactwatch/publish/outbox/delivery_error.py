"""The failure of one delivery."""

from __future__ import annotations


class DeliveryError(Exception):
    """A notice was not taken. The message goes into the ledger: it names no address and no secret."""
