"""The laws of the ledger, for any order of adding, reading again, deciding and withdrawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import AsOf
from pactwatch.read.imprecise_date import ImpreciseDate

from .conftest import NewPlace
from .examples import CONTENT, FIRST_CODEBOOK, SECOND_CODEBOOK, at, promise, report, shelling
from .test_ledger import snapshot

NAMES = ("one.txt", "two.txt", "three.txt")
DATES = (None, "2026-01-05", "2026-01", "2025-12/2026-01")


@dataclass(frozen=True)
class Add:
    name: str
    published: str | None
    wants: frozenset[str]
    newer: bool

    def claims(self) -> list[object]:
        reader = SECOND_CODEBOOK if self.newer else FIRST_CODEBOOK
        made = {
            "promise": promise(doc=self.name, read_by=reader),
            "firmer promise": promise(doc=self.name, firmness="pledged", read_by=reader),
            "shelling": shelling(doc=self.name, read_by=reader),
        }
        return [made[want] for want in sorted(self.wants)]


@dataclass(frozen=True)
class Decide:
    kind: str
    which: int


@dataclass(frozen=True)
class Withdraw:
    which: int


ADD = st.builds(
    Add,
    name=st.sampled_from(NAMES),
    published=st.sampled_from(DATES),
    wants=st.frozensets(st.sampled_from(["promise", "firmer promise", "shelling"])),
    newer=st.booleans(),
)
ACTS = st.one_of(
    ADD,
    ADD,
    st.builds(Decide, kind=st.sampled_from(["wrong", "right"]), which=st.integers(0, 9)),
    st.builds(Withdraw, which=st.integers(0, 9)),
)
COURSE = st.lists(st.tuples(ACTS, st.integers(0, 3)), max_size=8)
MANY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def carry_out(ledger: Ledger, act: Add | Decide | Withdraw, moment: datetime) -> None:
    if isinstance(act, Add):
        ledger.add(report(act.name, published=act.published), act.claims(), CONTENT, moment)
    elif isinstance(act, Decide) and (claims := ledger.claims()):
        ledger.decide(act.kind, [claims[act.which % len(claims)].id], "Ada", "looked", moment)
    elif isinstance(act, Withdraw):
        holding = [decision for decision in ledger.decisions() if decision.withdrawn_at is None]
        if holding:
            ledger.withdraw(holding[act.which % len(holding)].id, "Ben", "looked again", moment)


@given(course=COURSE)
@MANY
def test_the_past_never_changes(new_place: NewPlace, course: list[tuple[Add | Decide | Withdraw, int]]) -> None:
    with Ledger.create(new_place()) as ledger:
        seen: dict[datetime, object] = {}
        moment = at(0)
        for act, days in course:
            moment += timedelta(days=days)
            carry_out(ledger, act, moment)
            assert snapshot(ledger) == snapshot(ledger, AsOf(learned=moment))
            seen[moment] = snapshot(ledger)
        for then, what in seen.items():
            assert snapshot(ledger, AsOf(learned=then)) == what
            assert snapshot(ledger, AsOf(learned=then + timedelta(hours=1))) == what
        assert snapshot(ledger, AsOf(learned=at(-1))) == ([], [], [])


@given(course=COURSE)
@MANY
def test_the_latest_reading_of_each_document_stands(
    new_place: NewPlace, course: list[tuple[Add | Decide | Withdraw, int]]
) -> None:
    latest: dict[str, Add] = {}
    with Ledger.create(new_place()) as ledger:
        for act, _ in course:
            carry_out(ledger, act, at(0))
            if isinstance(act, Add):
                latest[act.name] = act
        expected = {
            (add.name, add.published, claim.model_copy(update={"read_by": None}))  # type: ignore[attr-defined]
            for add in latest.values()
            for claim in add.claims()
        }
        stored = ledger.claims()
        found = {(one.claim.doc, one.published, one.claim.model_copy(update={"read_by": None})) for one in stored}
        assert found == expected
        assert len(stored) == len(expected)
        assert {one.document.doc: one.document.published for one in ledger.documents()} == {
            add.name: add.published for add in latest.values()
        }


@given(course=COURSE)
@MANY
def test_the_chain_verifies_and_adding_again_changes_nothing(
    new_place: NewPlace, course: list[tuple[Add | Decide | Withdraw, int]]
) -> None:
    latest: dict[str, Add] = {}
    moment = at(0)
    with Ledger.create(new_place()) as ledger:
        for act, days in course:
            moment += timedelta(days=days)
            carry_out(ledger, act, moment)
            if isinstance(act, Add):
                latest[act.name] = act
        before, verification = snapshot(ledger), ledger.verify()
        assert verification.ok, verification.problem
        for add in latest.values():
            carry_out(ledger, add, moment + timedelta(days=1))
        assert snapshot(ledger) == before
        assert ledger.verify() == verification


@given(course=COURSE, day=st.dates(date(2025, 12, 1), date(2026, 3, 1)))
@MANY
def test_nothing_is_shown_before_it_was_surely_public(
    new_place: NewPlace, course: list[tuple[Add | Decide | Withdraw, int]], day: date
) -> None:
    moment = at(0)
    with Ledger.create(new_place()) as ledger:
        for act, days in course:
            moment += timedelta(days=days)
            carry_out(ledger, act, moment)
        as_of = AsOf(published=day)
        shown = {stored.id for stored in ledger.documents(as_of)}
        for stored in ledger.documents():
            published = stored.document.published
            public = (
                ImpreciseDate.parse(published).after if published else stored.learned_at.date() + timedelta(days=1)
            )
            assert (stored.id in shown) == (public <= day + timedelta(days=1))
        assert {stored.document_id for stored in ledger.claims(as_of=as_of)} <= shown
