"""Ledger: documents, claims and decisions, appended and never changed, as known on any date."""
