from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.ledger.stored import Decision, StoredClaim
from pactwatch.reconcile.figure_history import figure_history, known_on
from pactwatch.reconcile.figures import Figure, figure
from pactwatch.reconcile.reconciler import reconcile
from reconcile.claims import decided, shelling


def exact(number: int) -> dict[str, int | None]:
    return {"low": number, "high": number}


def at_least(number: int) -> dict[str, int | None]:
    return {"low": number, "high": None}


def injured(*claims: StoredClaim, decisions: tuple[Decision, ...] = ()) -> Figure | None:
    (record,) = reconcile(claims, decisions)
    return figure(record, "injured")


class TestFigure:
    def test_best_lowest_and_highest_each_with_who_says_so(self) -> None:
        found = injured(
            shelling("a", injured=exact(24)),
            shelling("b", injured=exact(20)),
            shelling("c", injured=exact(22), published="2025-03-30"),
        )
        assert found is not None and found.lowest is not None and found.highest is not None
        assert (found.best.low, found.best_claims) == (22, ("c",))
        assert (found.lowest.number, found.lowest.claims) == (20, ("b",))
        assert (found.highest.number, found.highest.claims) == (24, ("a",))
        assert found.sources == 3 and not found.open_above and not found.agreed

    def test_at_least_leaves_the_upper_end_open(self) -> None:
        found = injured(shelling("a", injured=exact(20)), shelling("b", injured=at_least(25), published="2025-03-30"))
        assert found is not None and found.highest is not None
        assert found.open_above and found.highest.number == 25 and found.best.high is None

    def test_a_later_vague_figure_does_not_replace_an_exact_one_that_it_includes(self) -> None:
        found = injured(shelling("a", injured=exact(24)), shelling("b", injured=at_least(20), published="2025-03-30"))
        assert found is not None and found.best.low == found.best.high == 24 and found.open_above

    def test_a_figure_replaced_in_so_many_words_does_not_stand(self) -> None:
        found = injured(
            shelling("a", injured=exact(20)),
            shelling("b", injured=exact(26), published="2025-03-29", supersedes={"injured": exact(20)}),
        )
        assert found is not None and found.lowest is not None
        assert found.lowest.number == 26 and found.left_out == ("a",) and found.agreed

    def test_what_a_person_found_wrong_does_not_stand(self) -> None:
        found = injured(
            shelling("a", injured=exact(20)), shelling("b", injured=exact(26)), decisions=(decided("wrong", "b"),)
        )
        assert found is not None and found.highest is not None
        assert found.highest.number == 20 and found.left_out == ("b",) and found.sources == 1

    def test_nobody_gives_one(self) -> None:
        assert injured(shelling("a")) is None


class TestHistory:
    def claims(self) -> list[StoredClaim]:
        return [
            shelling("a", injured=exact(20), published="2025-03-27", outlet="Daily"),
            shelling("b", injured=exact(26), published="2025-03-28", learned=1, supersedes={"injured": exact(20)}),
            shelling("c", injured=exact(24), published="2025-03-30", learned=2),
        ]

    def test_report_by_report_by_publication(self) -> None:
        steps = figure_history(self.claims(), ())
        assert [(step.day.isoformat(), step.reports[0].effect) for step in steps] == [
            ("2025-03-27", "first"),
            ("2025-03-28", "corrects"),
            ("2025-03-30", "lowers"),
        ]
        assert [found.best.low for step in steps if (found := step.figure("injured"))] == [20, 26, 24]
        assert steps[0].reports[0].by == "Daily" and steps[1].reports[0].replaces["injured"].low == 20

    def test_by_the_ledgers_clock_decisions_and_their_withdrawal_are_steps(self) -> None:
        taken = decided("wrong", "c", hours=5, withdrawn=True)
        steps = figure_history(self.claims(), (taken,), "learned")
        assert [[ruling.kind for ruling in step.rulings] for step in steps][-2:] == [["wrong"], ["withdrawn"]]
        assert [found.best.low for step in steps if (found := step.figure("injured"))] == [20, 26, 24, 26, 24]

    def test_what_was_known_on_a_day(self) -> None:
        steps = figure_history(self.claims(), ())
        known = known_on(steps, steps[1].day)
        assert known is steps[1] and known_on(steps, steps[0].day.replace(day=1)) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 28), st.integers(0, 40), st.booleans(), st.integers(0, 30)), min_size=1, max_size=8
    ),
    st.integers(1, 30),
    st.sampled_from(["published", "learned"]),
)
def test_as_of_never_sees_the_future(told: list[tuple[int, int, bool, int]], until: int, clock: str) -> None:
    """Whatever is added later, what was known on a day stays what it was."""
    claims = [
        shelling(
            f"c{n}",
            injured=at_least(count) if open_ else exact(count),
            published=f"2025-04-{day:02}",
            learned=24 * hours if n else 0,  # a decision is taken on what is known already
        )
        for n, (day, count, open_, hours) in enumerate(told)
    ]
    decisions = (decided("wrong", "c0", hours=24 * 3.5),) if clock == "learned" else ()
    chosen = "learned" if clock == "learned" else "published"
    whole = figure_history(claims, decisions, chosen)  # type: ignore[arg-type]
    cut = [step for step in whole if step.day.toordinal() <= whole[0].day.toordinal() + until]
    last = cut[-1].day
    if clock == "published":
        known = [claim for claim in claims if (claim.published or "") <= last.isoformat()]
        decided_by_then: tuple[Decision, ...] = ()
    else:
        known = [claim for claim in claims if claim.learned_at.date() <= last]
        decided_by_then = tuple(each for each in decisions if each.learned_at.date() <= last)
    assert list(figure_history(known, decided_by_then, chosen)) == cut  # type: ignore[arg-type]
