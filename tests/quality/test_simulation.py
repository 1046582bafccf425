"""Judging simulated ceasefires, as the gate does it."""

from __future__ import annotations

from floors_file import ALONE, SIMULATED, Floors
from simulation import held, simulated


def test_judging_alone_meets_what_is_asked_of_it() -> None:
    judged = held(seeds=[11], events=60)
    alone = judged[ALONE]
    # The targets of the project: 0.97 of the decided cases, no false accusation, open where a fact was withheld.
    assert alone.verdicts_right is not None and alone.verdicts_right >= 0.97
    assert alone.rightly_accused is not None and alone.rightly_accused >= 0.995
    assert alone.open_precision is not None and alone.open_precision >= 0.9
    assert alone.open_recall is not None and alone.open_recall >= 0.9
    assert judged[SIMULATED].verdicts_right is not None


def test_a_share_below_its_floor_is_missed_and_one_that_is_beaten_raises_it() -> None:
    judged = held(seeds=[11], events=30)
    floors = Floors(floors={ALONE: {"verdicts_right": 0.5, "open_recall": 1.1}})
    assert [line.partition(" is")[0] for line in floors.missed(judged)] == [f"{ALONE}: open_recall"]
    floors.raise_to(judged)
    assert floors.floor(ALONE, "verdicts_right") != 0.5


def test_the_section_tells_both_ways_and_the_spread() -> None:
    told = simulated("easy", range(1, 3), events=25)
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in told.splitlines() if line.startswith("|")]
    by_name = {(row[0], row[1]): row[2:] for row in rows if len(row) == 6}
    assert by_name["judging alone", "falsely accused"] == ["0.000"] * 4
    least, middle, most, together = map(float, by_name["reports to findings", "verdicts right"])
    assert 0 < least <= middle <= most <= 1
    assert least <= together <= most
    assert any(row[0] == "copies" for row in rows)
