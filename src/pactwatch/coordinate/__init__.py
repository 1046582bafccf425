"""Coordinate: what a finding or a date activates, who owes what to whom by when."""
