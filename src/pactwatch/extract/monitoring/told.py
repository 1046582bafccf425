"""What one sentence of a report tells of one incident, before the sentences are put together."""

from __future__ import annotations

from dataclasses import dataclass

from pactwatch.extract.claim import Count, IncidentType
from pactwatch.extract.monitoring.report import Passage
from pactwatch.extract.monitoring.words import Role

ROLES: frozenset[Role] = frozenset(
    {"letter", "summary", "allegation", "findings", "assessment", "conclusion", "background", "method"}
)
FIGHTING: frozenset[IncidentType] = frozenset(
    {"attack", "armed clash", "shelling", "air or drone strike", "mine or explosive"}
)


@dataclass(frozen=True)
class Told:
    """What one sentence tells of one incident; `near_date` and `near_place` are those of the story that it goes on with.

    `only_harm` marks a sentence that only adds casualties to what the one before it tells, `new_victim` one that speaks of
    somebody for the first time ("a woman of 60"); `sided` says that it tells whether soldiers or others were struck,
    `about` that its day is an estimate, `plain` that it tells the event straight: in the main clause, in nobody else's
    words, and not by denying. `hour` is the time of day by the clock, in four digits. `firm`
    says that it happened at `place`, and not on the way from or to it. `story` counts the headings within sections that
    name a matter of their own; `another` says that the words set the event apart from what was told ("a second attack"),
    `names` are the words of the names of those who suffered it and `persons` of all whom the sentence names, and `group`
    says that those who did it are no party. A `heading` tells it without a verb; `item`
    is the number of the case in a listing, 0 outside of one; what is `stated` is in the words of somebody else.
    `sides` fought each other. `province` is the state that `place` lies in by the gazetteer.
    """

    number: int
    passage: Passage
    type: IncidentType
    date: str | None
    place: str | None
    admin1: str | None
    perpetrators: tuple[str, ...]
    alleged: bool
    alleged_by: str | None
    killed: Count | None
    injured: Count | None
    target: str | None
    near_date: str | None = None
    near_place: str | None = None
    only_harm: bool = False
    new_victim: bool = False
    sided: bool = True
    about: bool = False
    plain: bool = True
    hour: str | None = None
    firm: bool = False
    story: int = 0
    another: bool = False
    names: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    group: bool = False
    heading: bool = False
    item: int = 0
    stated: bool = False
    sides: tuple[str, ...] = ()
    province: str | None = None
