"""Pactwatch keeps the books of a security guarantee."""

__version__ = "0.1.0"
