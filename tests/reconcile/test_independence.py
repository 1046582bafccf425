from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.reconcile.independence import independent
from reconcile.claims import shelling

WIRE = "Shelling hit the centre of Kherson on Thursday morning; two people were killed and 20 were injured"


def sizes(*claims: object) -> list[int]:
    return sorted(len(group) for group in independent(claims))  # type: ignore[arg-type]


class TestCopies:
    def test_a_wire_story_in_ten_papers_is_one_source(self) -> None:
        papers = [shelling(f"p{n}", quote=f"{WIRE}, report {n}.") for n in range(10)]
        assert sizes(*papers, shelling("own", quote="Rescuers counted 21 wounded after Kherson was shelled.")) == [
            1,
            10,
        ]

    def test_words_taken_over_into_a_longer_quote_are_a_copy(self) -> None:
        longer = shelling(
            "b", quote=f"In other news, {WIRE}, and the mayor called for help from the capital at once."
        )
        assert sizes(shelling("a", quote=WIRE), longer) == [2]

    def test_the_same_formula_in_other_reports_is_no_copy(self) -> None:
        one = shelling("a", quote="According to the ministry of defence, two houses burnt down in Kherson overnight.")
        other = shelling("b", quote="According to the ministry of defence, a hospital was evacuated after an attack.")
        assert sizes(one, other) == [1, 1]

    def test_one_copy_more_than_is_compared_with_is_still_a_copy(self) -> None:
        formula = [shelling(f"f{n}", quote=f"{WIRE[:40]} " + f"{n} " * 30) for n in range(25)]
        assert [n for n in sizes(*formula, shelling("a", quote=WIRE), shelling("b", quote=WIRE)) if n > 1] == [2]


class TestVoices:
    def test_an_agency_under_two_names_is_one(self) -> None:
        assert sizes(shelling("a", via="AFP"), shelling("b", via="Agence France-Presse")) == [2]

    def test_a_short_name_inside_a_longer_one_is_the_same_voice(self) -> None:
        assert sizes(shelling("a", speaker="Governor Olha Petrenko"), shelling("b", speaker="Petrenko")) == [2]

    def test_a_word_that_names_nobody_joins_nobody(self) -> None:
        claims = [shelling(name, speaker=who) for name, who in (("a", "officials"), ("b", "Norland officials"))]
        assert sizes(*claims) == [1, 1]
        assert sizes(shelling("a", speaker="Norland officials"), shelling("b", speaker="Sudland officials")) == [1, 1]


@settings(deadline=None)
@given(st.permutations(range(6)))
def test_the_order_does_not_matter(order: list[int]) -> None:
    names = ["Petrenko", "Governor Petrenko", "AP", "Associated Press", "officials", "the officials"]
    claims = [shelling(str(n), speaker=name) for n, name in enumerate(names)]
    found = {frozenset(group) for group in independent([claims[n] for n in order])}
    assert found == {frozenset("01"), frozenset("23"), frozenset("45")}


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 6), st.integers(0, 5))
def test_a_further_copy_never_adds_a_source(papers: int, after: int) -> None:
    claims = [
        shelling(f"p{n}", quote=WIRE if n % 2 else f"{n} houses were hit, wrote reporter {n}.") for n in range(papers)
    ]
    more = [*claims, *(shelling(f"q{n}", quote=WIRE) for n in range(after))]
    assert len(independent(more)) <= len(independent(claims)) + (after > 0 and papers < 2)


def test_the_time_grows_with_the_number_of_reports() -> None:
    def seconds(count: int) -> float:
        claims = [
            shelling(
                f"c{n}", quote=f"{WIRE}, wrote paper {n * 7919} of {n * 104729}.", speaker=f"Witness {n} Name{n}"
            )
            for n in range(count)
        ]
        begin = time.process_time()
        independent(claims)
        return time.process_time() - begin

    seconds(50)
    # Compared each with each, eight times as many would take 64 times as long.
    assert seconds(1600) < 30 * max(seconds(200), 0.02)
