"""Voices: under which names one agency or body speaks, and when a short name means the same voice as a longer one."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from importlib.resources import as_file, files

from pydantic import BaseModel, ConfigDict, model_validator

from pactwatch.extract.yaml_file import MisfitError, load_yaml

Name = tuple[str, ...]
"""The words of a name, folded."""


class Voices(BaseModel):
    """What voices.yaml says: groups of names of one voice, and words that name nobody by themselves."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    same: tuple[tuple[str, ...], ...] = ()
    common: frozenset[str] = frozenset()

    @model_validator(mode="after")
    def _each_name_has_one_voice(self) -> Voices:
        seen: dict[Name, str] = {}
        for number, names in enumerate(self.same):
            for place, name in enumerate(names):
                if not words(name):
                    raise MisfitError((("same", number, place), f"`{name}` has no letters; write a name"))
                if words(name) in seen:
                    message = f"`{name}` stands in the list twice, first as `{seen[words(name)]}`; keep one"
                    raise MisfitError((("same", number, place), message))
                seen[words(name)] = name
        return self

    @cached_property
    def _usual(self) -> dict[Name, Name]:
        return {words(name): words(names[0]) for names in self.same for name in names}

    def voice(self, name: str) -> Name:
        """The words of a name, those of its usual form where the list knows it. Empty for a text without letters."""
        plain = words(name)
        return self._usual.get(plain, plain)

    def part_of(self, short: Name, long: Name) -> bool:
        """Whether a short name stands in full inside a longer one and names somebody by itself."""
        return set(short) <= set(long) and not self.common.issuperset(short)


@lru_cache(maxsize=65536)
def words(name: str) -> Name:
    """The words of a name, folded, without a leading "the" or "a" and without possessive endings."""
    plain = re.sub(r"['’ʼ]s\b", "", name.casefold())
    found = re.findall(r"[^\W_]+", plain)
    return tuple(found[1:] if len(found) > 1 and found[0] in ("the", "a", "an") else found)


@lru_cache(maxsize=1)
def voices() -> Voices:
    """The voices that come with Pactwatch. Raises CodebookError where the file has to be mended."""
    with as_file(files("pactwatch") / "codebook" / "voices.yaml") as path:
        return load_yaml(path, Voices)
