"""Acts: what people did, kept with its author and its day, taken back by a later act, seen from any point of view."""

from __future__ import annotations

import math
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.ledger.errors import ActError
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import AsOf

from .examples import CONTENT, at, promise, report

OBLIGATION = "obligation-4f1c"


def test_an_act_is_given_back_with_its_author_its_day_and_its_details(ledger: Ledger) -> None:
    done = ledger.act("request", OBLIGATION, " Ministry ", at(1), "By letter", {"within": "PT24H"}, learned_at=at(3))
    assert ledger.acts() == [done]
    assert (done.kind, done.about, done.by, done.note) == ("request", OBLIGATION, "Ministry", "By letter")
    assert (done.at, done.learned_at, done.retracted_at) == (at(1), at(3), None)
    assert done.details == {"within": "PT24H"}
    assert ledger.acts("obligation-other") == []


def test_an_act_taken_back_stays_and_says_since_when(ledger: Ledger) -> None:
    done = ledger.act("performance", OBLIGATION, "A", learned_at=at(1))
    back = ledger.retract(done.id, "B", "It was another obligation", at(2))
    assert back.retracted_at == at(2)
    assert ledger.acts() == [back]
    assert ledger.acts(as_of=AsOf(learned=at(1)))[0].retracted_at is None
    assert ledger.acts(as_of=AsOf(learned=at(0))) == []
    with pytest.raises(ActError, match="taken back already"):
        ledger.retract(done.id, "B", "Again", at(3))
    assert ledger.verify().ok


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": " "}, "its kind"),
        ({"about": ""}, "what it is about"),
        ({"by": "\n"}, "the name of who did it"),
        ({"at": at(9)}, "yet to come"),
        ({"details": {"sum": math.inf}}, "must be JSON"),
        ({"details": {"day": at(1)}}, "must be JSON"),
        ({"kind": "retraction"}, "by naming it"),
    ],
)
def test_what_is_no_act_is_refused_and_changes_nothing(ledger: Ledger, given: dict[str, object], words: str) -> None:
    before = ledger.verify()
    act = {"kind": "request", "about": OBLIGATION, "by": "A", "learned_at": at(5), **given}
    with pytest.raises(ActError, match=words):
        ledger.act(**act)  # type: ignore[arg-type]
    assert ledger.verify() == before


def test_only_an_act_can_be_taken_back_and_only_with_a_reason(ledger: Ledger) -> None:
    done = ledger.act("request", OBLIGATION, "A")
    with pytest.raises(ActError, match="holds no act"):
        ledger.retract("0" * 32, "A", "Wrong")
    with pytest.raises(ActError, match="its reason"):
        ledger.retract(done.id, "A", " ")
    ledger.retract(done.id, "A", "Wrong")
    (retraction,) = {line.words.split()[0] for line in ledger.history(done.id)} - {"request"}
    assert retraction == "retraction"


def test_an_altered_act_is_found(tmp_path: Path) -> None:
    place = tmp_path / "altered.sqlite"
    with Ledger.create(place) as ledger:
        ledger.act("performance", OBLIGATION, "A")
    connection = sqlite3.connect(place)
    connection.executescript("DROP TRIGGER acts_no_update; UPDATE acts SET about = 'obligation-other'")
    connection.close()
    with Ledger.open(place) as ledger:
        assert "do not fit its text" in (ledger.verify().problem or "")


def test_a_ledger_made_before_there_were_acts_takes_them(tmp_path: Path) -> None:
    place = tmp_path / "old.sqlite"
    with Ledger.create(place) as ledger:
        ledger.add(report(), [promise()], CONTENT, at(0))
    connection = sqlite3.connect(place)
    connection.executescript("DROP TRIGGER about_no_update; UPDATE about SET schema_version = 1; DROP TABLE acts")
    connection.close()
    for _ in range(2):
        with Ledger.open(place) as ledger:
            ledger.act("request", OBLIGATION, "A")
            assert len(ledger.claims()) == 1
            assert ledger.verify().ok
    connection = sqlite3.connect(place)
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        connection.execute("DELETE FROM acts")
    connection.close()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.booleans(), max_size=5))
def test_as_of_never_sees_what_was_done_or_taken_back_later(
    tmp_path_factory: pytest.TempPathFactory, taken_back: list[bool]
) -> None:
    with Ledger.create(tmp_path_factory.mktemp("acts") / "ledger.sqlite") as ledger:
        shown = {0: ledger.acts()}
        for number, back in enumerate(taken_back):
            act = ledger.act("request", OBLIGATION, "A", learned_at=at(2 * number + 1))
            shown[2 * number + 1] = ledger.acts()
            if back:
                ledger.retract(act.id, "A", "Wrong", at(2 * number + 2))
            shown[2 * number + 2] = ledger.acts()
        assert {hour: ledger.acts(as_of=AsOf(learned=at(hour))) for hour in shown} == shown
