"""One way of writing a payload, so that its hash can be computed again by anyone, in any language."""

from __future__ import annotations

import json
from hashlib import sha256


def canonical(value: object) -> str:
    """Write a value as JSON with sorted keys, no spaces and nothing absent: nulls and empty lists are left out.

    What is absent is left out so that a field that a later version adds does not change the hash of what has no such
    field. Raises ValueError for a number that JSON does not have (infinity, not a number).
    """
    return json.dumps(_present(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    """SHA-256 of the text as UTF-8, hexadecimal."""
    return sha256(text.encode()).hexdigest()


def _present(value: object) -> object:
    if isinstance(value, dict):
        kept = ((key, _present(item)) for key, item in value.items())
        return {key: item for key, item in kept if item is not None and item != []}
    if isinstance(value, list | tuple):
        return [_present(item) for item in value]
    return value
