"""What can go wrong with a ledger, each as one line that a user can act on."""

from __future__ import annotations


class LedgerError(Exception):
    """The ledger cannot be opened, read or written; the message says which one, why, and what mends it."""


class ClaimError(LedgerError):
    """A claim does not rest on its document: its quote is not in the text, or it names another document."""


class DecisionError(LedgerError):
    """A decision cannot stand: it names no such claim, has no author or reason, or is withdrawn already."""


class ActError(LedgerError):
    """An act cannot be written down: nobody did it, it lies in the future, or what it takes back is none or gone."""
