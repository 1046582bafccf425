"""The event: one incident and all that the sentences of a report tell of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from pactwatch.extract.claim import Count, IncidentType
from pactwatch.extract.monitoring.place_names import one_place
from pactwatch.extract.monitoring.told import FIGHTING, Told
from pactwatch.extract.monitoring.words import Role

# How much a section's telling an event says that the report is about it.
_WEIGHT: dict[Role, float] = {
    "conclusion": 2.5,
    "assessment": 2.0,
    "summary": 1.5,
    "letter": 1.0,
    "findings": 1.0,
    "allegation": 1.0,
    "background": 0.3,
    "method": 0.3,
}
_STRENGTH: tuple[Role, ...] = (
    "conclusion",
    "assessment",
    "summary",
    "findings",
    "letter",
    "allegation",
    "method",
    "background",
)
_JUDGED = 1.5
_ONLY_ALLEGED = 0.6
_UNSIDED = 0.2
_THIRD = 1 / 3
_ON_THE_WAY = 0.3
_MORE = 0.25
_CASE = 1.35
_VICTIMS = 0.5
_LISTED = 1.5
_MANY = 10
_MANY_VICTIMS = 2.0
# When, where and by whom, told in one sentence: it is reported for its own sake.
_WHOLE = 0.75
ARMED: frozenset[IncidentType] = frozenset({"attack", "armed clash"})


@dataclass
class Event:
    """One incident and all that the report tells of it, in the order of the text.

    `judged`: a finding is about it; `undecided`: one that the body could not decide.
    """

    told: list[Told] = field(default_factory=list)
    judged: bool = False
    undecided: bool = False

    @property
    def is_told(self) -> bool:
        """Whether more than headings tell it."""
        return not all(one.heading for one in self.told)

    @property
    def strongest(self) -> list[Told]:
        """What is told, from the section that decides to the one that only recalls."""
        return sorted(self.told, key=lambda one: (_STRENGTH.index(one.passage.role), one.alleged, one.number))

    @property
    def type(self) -> IncidentType:
        """The type that most is said for; shelling and the like where a third of it is of that and not of fighting alone."""
        kinds: defaultdict[IncidentType, float] = defaultdict(float)
        for one in self.told:
            kinds[one.type] += _WEIGHT[one.passage.role] * (1 if one.sided else _UNSIDED)
        special = [kind for kind in kinds if kind in FIGHTING - ARMED and kinds[kind] >= _THIRD * sum(kinds.values())]
        ranked = special or [kind for kind in kinds if kind in ARMED] or list(kinds)
        return max(ranked, key=lambda kind: kinds[kind])

    @property
    def date(self) -> str | None:
        """When: the finest date told, by the strongest section."""
        if self.best.date and _is_fine(self.best.date):
            return self.best.date  # what the quoted sentence says holds
        dates = [one.date for one in self.strongest if one.date]
        near = [one.near_date for one in self.strongest if one.near_date]
        return max(dates, key=_fineness) if dates else next(iter(near), None)

    @property
    def place(self) -> str | None:
        """Where: what most is said for, more where it happened than on the way, as the strongest section writes it."""
        if self.best.place and self.best.firm:
            return self.best.place  # what the quoted sentence says holds
        named = [(one.place, one.firm, one.passage.role) for one in self.strongest if one.place]
        if not named:
            return next((one.near_place for one in self.strongest if one.near_place), None)
        said: list[float] = [
            sum(
                _WEIGHT[role] * (1 if firm else _ON_THE_WAY)
                for other, firm, role in named
                if other == name or one_place(other, name)
            )
            for name, _, _ in named
        ]
        return named[said.index(max(said))][0]

    @property
    def admin1(self) -> str | None:
        """The state that it happened in, where a sentence names one."""
        return next((one.admin1 for one in self.strongest if one.admin1), None)

    @property
    def concluded(self) -> bool:
        """Whether the body itself tells it as having happened, and no one else's word alone stands for it."""
        if self.undecided:
            return any(not one.alleged for one in self.told)
        return any(not one.alleged or one.passage.role in {"assessment", "conclusion"} for one in self.told)

    @property
    def perpetrators(self) -> tuple[str, ...]:
        """Who did it: whom most is said for, the sections that judge saying the most."""
        named: defaultdict[tuple[str, ...], float] = defaultdict(float)
        for one in self.strongest:
            if one.perpetrators:
                named[one.perpetrators] += _WEIGHT[one.passage.role] * (_ONLY_ALLEGED if one.alleged else 1)
        return max(named, key=lambda codes: named[codes], default=())

    @property
    def sides(self) -> tuple[str, ...]:
        """Who fought each other, as the strongest section that says so names them."""
        return next((one.sides for one in self.strongest if one.sides), ())

    @property
    def alleged_by(self) -> str | None:
        """Who alleges it, where somebody is named."""
        return next((one.alleged_by for one in self.told if one.alleged_by), None)

    def count(self, harm: str) -> Count | None:
        """The killed or injured as first told by the strongest section."""
        return next((count for one in self.strongest if (count := getattr(one, harm)) is not None), None)

    @property
    def weight(self) -> float:
        """How much the report says that it is about this event."""
        paragraphs: dict[tuple[Role, int], list[Told]] = {}
        for one in self.told:
            paragraphs.setdefault((one.passage.role, one.passage.paragraph), []).append(one)
        total = 0.0
        for (role, _), told in paragraphs.items():
            # A witness's word alone weighs less than what the body found; more sentences in one breath add a little.
            heard = _ONLY_ALLEGED if told[0].alleged and role == "findings" else 1
            total += _WEIGHT[role] * heard * (1 + _MORE * min(len(told) - 1, 2))
        best = max(
            (bool(one.date) + bool(one.place) + bool(one.perpetrators) + bool(one.killed or one.injured))
            for one in self.told
        )
        if any(one.new_victim and one.plain and one.perpetrators for one in self.told):
            total += _CASE
        killed = max((one.killed.low or one.killed.high or 0 for one in self.told if one.killed), default=0)
        total += _MANY_VICTIMS if killed >= _MANY else _VICTIMS if killed else 0
        if any(one.item for one in self.told):
            total += _LISTED
        aside = all(one.passage.role in {"background", "method"} for one in self.told)
        if not aside and any(one.date and one.place and one.perpetrators for one in self.told):
            total += _WHOLE
        return total + 0.35 * best + (_JUDGED if self.judged else 0)

    @property
    def best(self) -> Told:
        """The sentence that says the most of it, of the strongest section where several say as much."""
        return max(
            [one for one in self.told if not (one.only_harm or one.heading)] or self.told,
            key=lambda one: (
                bool(one.date)
                + bool(one.place)
                + bool(one.perpetrators)
                + bool(one.killed or one.injured)
                + one.plain
                - one.stated
                - (one.alleged and one.passage.role not in {"assessment", "conclusion"})
                - (2 if one.passage.role in {"letter", "background", "method"} else one.passage.role == "allegation"),
                -_STRENGTH.index(one.passage.role),
                -one.number,
            ),
        )


def _is_fine(date: str) -> bool:
    return all(len(day) >= len("2022-01-01") for day in date.split("/"))


def _fineness(date: str) -> tuple[int, int]:
    return (-date.count("/"), len(date.split("/", maxsplit=1)[0]))
