"""The actors that a text names: states, bodies, armed groups and the people who speak for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pactwatch.extract.actor_phrase import ActorMention, Kind, PlaceFinder, speaking_for
from pactwatch.extract.name_index import NameIndex, folded
from pactwatch.extract.yaml_file import MisfitError, load_yaml
from pactwatch.read.imprecise_date import ImpreciseDate

__all__ = ["Actor", "ActorMention", "Actors", "Kind", "Office", "Person"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Actor(_Entry):
    """A state, a body or a group of states, with the names it goes by."""

    code: str = Field(min_length=1)
    names: tuple[str, ...] = Field(min_length=1)
    adjectives: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


class Office(_Entry):
    """An office with the actor that its holder speaks for, from when to when."""

    office: str
    speaks_for: str = Field(alias="for")
    since: str = Field(alias="from")
    until: str | None = None

    @field_validator("since", "until")
    @classmethod
    def _is_date(cls, value: str | None) -> str | None:
        if value is not None and "/" not in value:
            ImpreciseDate.parse(value)
        return value

    def held_on(self, day: str) -> bool:
        """Whether it was held on an ISO date; as coarse as the coarser of the two dates."""
        return self.since <= day and (self.until is None or day[: len(self.until)] <= self.until[: len(day)])


class Person(_Entry):
    """Someone who speaks for an actor, with spellings and dated offices."""

    name: str = Field(min_length=1)
    also: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    surname: Literal["alone", "after_title", "never"] = "alone"
    offices: tuple[Office, ...] = Field(min_length=1)

    @property
    def short_names(self) -> tuple[str, ...]:
        """The names that stand for the person without the first name."""
        if self.surname == "never":
            return ()
        return self.short or tuple({name.split()[-1] for name in (self.name, *self.also)})


class _ActorsFile(_Entry):
    states: tuple[Actor, ...]
    bodies: tuple[Actor, ...] = ()
    groups: tuple[Actor, ...] = ()
    persons: tuple[Person, ...] = ()
    not_actors: tuple[str, ...] = ()
    after_seat: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _codes_are_known(self) -> _ActorsFile:
        faults: list[tuple[tuple[str | int, ...], str]] = []
        codes: set[str] = set()
        sections = {"states": self.states, "bodies": self.bodies, "groups": self.groups}
        for section, actors in sections.items():
            for number, actor in enumerate(actors):
                if actor.code in codes:
                    faults.append(((section, number, "code"), f"`{actor.code}` has an entry above; merge the two"))
                if section == "states" and not re.fullmatch(r"[A-Z]{3}", actor.code):
                    faults.append(((section, number, "code"), f"`{actor.code}` should be an ISO 3166 alpha-3 code"))
                codes.add(actor.code)
        for section, actors in sections.items():
            for number, actor in enumerate(actors):
                for place, member in enumerate(actor.members):
                    if member not in codes:
                        faults.append(((section, number, "members", place), f"no actor has the code `{member}`"))
        for number, person in enumerate(self.persons):
            for place, office in enumerate(person.offices):
                if office.speaks_for not in codes:
                    message = f"no actor has the code `{office.speaks_for}`; add the actor or mend the code"
                    faults.append((("persons", number, "offices", place, "for"), message))
        if faults:
            raise MisfitError(*faults)
        return self


@dataclass(frozen=True)
class _Named:
    kind: Kind | Literal["not_actor"]
    name: str
    code: str = ""
    person: Person | None = None
    short: bool = False


class Actors:
    """The actors of a codebook, found in text by their names."""

    def __init__(self, file: _ActorsFile) -> None:
        self._file = file
        self._actors = {actor.code: actor for actor in (*file.states, *file.bodies, *file.groups)}
        self._index: NameIndex[_Named] = NameIndex()
        for kind, actors in (("state", file.states), ("body", file.bodies), ("group", file.groups)):
            for actor in actors:
                self._add(actor, kind)  # type: ignore[arg-type]
        for person in file.persons:
            for name in (person.name, *person.also):
                self._index.add(name, _Named("person", person.name, person=person))
            for name in person.short_names:
                self._index.add(name, _Named("person", person.name, person=person, short=True))
        for name in file.not_actors:
            self._index.add(name, _Named("not_actor", name))
        self._titles = {title.split()[-1].casefold() for title in file.titles}
        self._after_seat = {word.casefold() for word in file.after_seat}
        self._relations = frozenset(file.relations)

    @classmethod
    def load(cls, path: Path) -> Actors:
        """Read a codebook's actors. Raises CodebookError with the lines to mend."""
        return cls(load_yaml(path, _ActorsFile))

    def _add(self, actor: Actor, kind: Kind) -> None:
        usual = actor.names[0]
        for name in (*actor.names, *actor.organs):
            self._index.add(name, _Named(kind, usual, actor.code))
        for name in actor.adjectives:
            self._index.add(name, _Named("adjective", usual, actor.code))
            if not name.endswith(("sh", "ch", "s", "se", "men")):
                self._index.add(name + "s", _Named("adjective", usual, actor.code))
        for name in actor.seats:
            self._index.add(name, _Named("seat", usual, actor.code))

    def __getitem__(self, code: str) -> Actor:
        """The actor with a code. Raises KeyError where there is none."""
        return self._actors[code]

    def __contains__(self, code: object) -> bool:
        return code in self._actors

    def adjective_of(self, code: str) -> str:
        """The adjective of an actor ("French"), or its usual name where it has none."""
        actor = self._actors[code]
        return next(iter(actor.adjectives), actor.names[0])

    def find(self, text: str, on: str | None = None) -> list[ActorMention]:
        """The actors that a text names, from left to right, the longest name at each place, none inside another.

        text: any text. on: the ISO date that decides whom a person spoke for; without it, their latest office counts.
        Offsets count in the text as given; "France's" is found as "France".
        """
        plain = folded(text)
        return [
            m for start, end, named in self._index.find(text) if (m := self._mention(plain, start, end, named, on))
        ]

    def resolve(self, name: str, on: str | None = None, places: PlaceFinder | None = None) -> tuple[str, ...]:
        """The codes of those whom a noun phrase means: whom a person speaks for, whose ministry, which leaders.

        name: a noun phrase ("the Russian Defense Ministry", "the leaders of France and Germany"). on: the ISO date
        for persons. places: where given, an authority named by its place ("Sumy Oblast military administration") is
        coded as the state that the place lies in. Empty where the phrase names no actor, or only someone's ally.
        """
        return speaking_for(name, self.find(name, on), self._relations, places)

    def _mention(self, plain: str, start: int, end: int, named: list[_Named], on: str | None) -> ActorMention | None:
        # "US$70 million" names a currency.
        if any(one.kind == "not_actor" for one in named) or plain.startswith("$", end):
            return None
        first = next((one for one in named if one.kind != "person"), None)
        if first is None:
            return self._person(plain, start, end, named, on)
        if first.kind == "seat":
            following = re.compile(r"[\s-]+(\w+)").match(plain, end)
            if following and following[1].casefold() in self._after_seat:
                return None
        codes = tuple(dict.fromkeys(one.code for one in named if one.kind == first.kind))
        return ActorMention(start, end, codes, first.kind, first.name)  # type: ignore[arg-type]

    def _person(self, plain: str, start: int, end: int, named: list[_Named], on: str | None) -> ActorMention | None:
        full = [one for one in named if not one.short]
        persons = [one.person for one in full or named if one.person]
        if not full:
            titled = self._titled(plain, start)
            # "General Martin Abucha": what looks like a surname after the title is a first name.
            first_name = _FIRST_NAME.match(plain, end) is not None
            persons = [
                one
                for one in persons
                if (titled or (titled is None and one.surname == "alone"))
                and not (first_name and one.surname == "after_title")
            ]
        if not persons:
            return None
        held = {code for one in persons if on for code in _spoke_for(one, on)}
        codes = held or {code for one in persons for code in _latest(one)}
        name = persons[0].name if len(persons) == 1 else plain[start:end]
        return ActorMention(start, end, tuple(codes) if len(codes) == 1 else (), "person", name, bool(held) or not on)

    def _titled(self, plain: str, start: int) -> bool | None:
        """Whether the word before a surname is its bearer's title; no: another's first name; None: nothing said."""
        before = _BEFORE.search(plain, max(0, start - 60), start)
        if before is None or not before["word"][:1].isupper():
            return None
        word = before["word"].rstrip(".")
        if word.casefold() in self._titles or any(one.kind == "adjective" for one in self._index.get(word)):
            return True
        if self._index.get(word) or before["end"] or not before["lower"]:
            return None
        return False


# The word before a name, and what stands before that word: the end of a sentence, or a word in small letters.
_BEFORE = re.compile(
    r"(?:(?P<lower>\b[a-z][\w'-]*,?)|(?P<end>^|[.!?:;\"'”“»(\n]))?[ \n\"'“”]*(?P<word>[\w.'-]+)[ \n]$"
)


_FIRST_NAME = re.compile(r"[ \n](?:[a-z]{1,3} )?[A-Z][A-Za-z]")


def _spoke_for(person: Person, on: str) -> list[str]:
    return [office.speaks_for for office in person.offices if office.held_on(on)][-1:]


def _latest(person: Person) -> list[str]:
    return [max(person.offices, key=lambda office: office.since).speaks_for]
