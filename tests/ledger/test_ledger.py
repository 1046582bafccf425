from __future__ import annotations

import sqlite3
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pactwatch.ledger.errors import ClaimError, DecisionError, LedgerError
from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import AsOf
from pactwatch.read.document import Item

from .conftest import NewPlace
from .examples import CONTENT, SECOND_CODEBOOK, TEXT, at, promise, report, shelling


def snapshot(ledger: Ledger, as_of: AsOf | None = None) -> tuple[object, ...]:
    return ledger.documents(as_of), ledger.claims(as_of=as_of), ledger.decisions(as_of)


# Making and opening


def test_what_was_added_is_there_when_the_ledger_is_opened_again(place: str) -> None:
    with Ledger.create(place) as ledger:
        added = ledger.add(report(title="Talks", outlet="A paper"), [promise(), shelling()], CONTENT, at(0))
        before = snapshot(ledger)
    with Ledger.open(place) as ledger:
        assert snapshot(ledger) == before
        assert ledger.content(added.document_id) == CONTENT
        kept = ledger.document(added.document_id)
    assert (added.is_new, added.claims_added) == (True, 2)
    assert kept.document.title == "Talks"
    assert kept.learned_at == at(0)


def test_a_ledger_is_never_made_over_another(place: str) -> None:
    with Ledger.create(place) as ledger:
        ledger.add(report(), [promise()], CONTENT)
    with pytest.raises(LedgerError, match="already"):
        Ledger.create(place)
    with Ledger.open(place) as ledger:
        assert len(ledger.claims()) == 1


def test_opening_where_there_is_no_ledger_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"there is no ledger at .*pactwatch init"):
        Ledger.open(tmp_path / "absent.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_opening_a_database_that_is_no_ledger(place: str) -> None:
    if "://" not in place:
        sqlite3.connect(place).execute("CREATE TABLE other (x)").connection.close()
    with pytest.raises(LedgerError, match="is not a ledger"):
        Ledger.open(place)


def test_opening_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Not a database at all. " * 100, encoding="utf-8")
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(tmp_path / "notes.txt")


def test_opening_a_ledger_of_another_version(tmp_path: Path) -> None:
    place = tmp_path / "old.sqlite"
    Ledger.create(place).close()
    connection = sqlite3.connect(place)
    connection.executescript("DROP TRIGGER about_no_update; UPDATE about SET schema_version = 99")
    connection.close()
    with pytest.raises(LedgerError, match="has version 99"):
        Ledger.open(place)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("mysql://localhost/x", "SQLite or PostgreSQL"),
        ("sqlite://", "names no database"),
        ("no scheme://x/y", "not a URL"),
    ],
)
def test_an_address_that_cannot_hold_a_ledger(place: str, words: str) -> None:
    with pytest.raises(LedgerError, match=words):
        Ledger.open(place)


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match="pip install 'psycopg"):
        Ledger.open("postgresql+psycopg://localhost/ledger")


def test_making_a_ledger_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="No such file or directory"):
        Ledger.create(tmp_path / "absent" / "ledger.sqlite")


# Adding


def test_adding_the_same_file_twice_changes_nothing(ledger: Ledger) -> None:
    first = ledger.add(report(), [promise(), shelling()], CONTENT)
    before, entries = snapshot(ledger), ledger.verify().entries
    second = ledger.add(report(), [promise(), shelling()], CONTENT)
    assert (second.document_id, second.is_new, second.claims_added) == (first.document_id, False, 0)
    assert snapshot(ledger) == before
    assert ledger.verify().entries == entries


def test_a_claim_given_twice_counts_once(ledger: Ledger) -> None:
    added = ledger.add(report(), [promise(), promise(read_by=SECOND_CODEBOOK)], CONTENT)
    assert added.claims_added == 1
    assert len(ledger.claims()) == 1


def test_a_claim_whose_quote_is_not_in_its_place_is_refused_with_its_whole_document(ledger: Ledger) -> None:
    moved = shelling().model_copy(update={"start": 0, "end": len("shells hit the town")})
    with pytest.raises(ClaimError, match=r"report.txt, characters 0 to 19: the text does not say 'shells hit"):
        ledger.add(report(), [promise(), moved], CONTENT)
    assert snapshot(ledger) == ([], [], [])
    assert ledger.verify().entries == 0


def test_a_claim_of_another_document_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ClaimError, match=r"one of other\.txt"):
        ledger.add(report(), [promise(doc="other.txt")], CONTENT)
    assert ledger.documents() == []


def test_a_document_read_from_other_bytes_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="other bytes"):
        ledger.add(report(sha256="0" * 64), [], CONTENT)


def test_a_date_of_publication_that_is_none_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match=r"report\.txt: its date of publication is 'Tuesday'"):
        ledger.add(report(published="Tuesday"), [promise()], CONTENT)
    assert ledger.documents() == []


def test_two_files_with_the_same_bytes_are_two_documents_and_one_content(ledger: Ledger) -> None:
    first = ledger.add(report(), [promise()], CONTENT)
    second = ledger.add(report("copy.txt"), [promise(doc="copy.txt")], CONTENT)
    assert first.document_id != second.document_id
    assert second.is_new
    assert len({claim.id for claim in ledger.claims()}) == 2
    assert ledger.content(second.document_id) == CONTENT


def test_what_is_learned_cannot_be_written_into_the_past(ledger: Ledger) -> None:
    ledger.add(report(), [promise()], CONTENT, at(2))
    with pytest.raises(LedgerError, match="before the last entry"):
        ledger.add(report("other.txt"), [], CONTENT, at(1))
    with pytest.raises(LedgerError, match="before the last entry"):
        ledger.decide("wrong", [ledger.claims()[0].id], "Ada", "misread", at(1))
    ledger.add(report("other.txt"), [], CONTENT, at(2))
    assert len(ledger.documents()) == 2


def test_a_moment_without_a_time_zone_is_refused(ledger: Ledger) -> None:
    moment = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(LedgerError, match="needs a time zone"):
        ledger.add(report(), [], CONTENT, moment)
    with pytest.raises(LedgerError, match="needs a time zone"):
        ledger.claims(as_of=AsOf(learned=moment))


def test_text_of_any_script_and_any_bytes_come_back_as_they_were(ledger: Ledger) -> None:
    text = "Україна \U0001f54a 停火 \x00 \x1f ok"
    content = bytes(range(256)) * 3
    quote = shelling().model_copy(update={"doc": "різне.txt", "start": 0, "end": 7, "quote": "Україна"})
    added = ledger.add(report("різне.txt", text=text, outlet="Газета"), [quote], content)
    assert ledger.document(added.document_id).document.text == text
    assert ledger.content(added.document_id) == content
    assert ledger.claims()[0].claim == quote
    assert ledger.claims()[0].outlet == "Газета"
    assert ledger.verify().ok


# Reading again


def test_a_later_reading_stands_and_the_earlier_is_still_seen_in_its_time(ledger: Ledger) -> None:
    ledger.add(report(), [promise(), shelling()], CONTENT, at(0))
    before = snapshot(ledger)
    firmer = promise(firmness="pledged", read_by=SECOND_CODEBOOK)
    added = ledger.add(report(), [firmer, shelling(read_by=SECOND_CODEBOOK)], CONTENT, at(1))
    assert (added.is_new, added.claims_added) == (False, 1)
    now = ledger.claims()
    assert [stored.claim.kind for stored in now] == ["commitment", "incident"]
    assert now[0].claim == firmer
    assert [stored.learned_at for stored in now] == [at(1), at(0)]
    assert snapshot(ledger, AsOf(learned=at(0))) == before
    assert snapshot(ledger, AsOf(learned=at(0.5))) == before


def test_a_claim_that_no_reading_makes_any_more_can_still_be_looked_up(ledger: Ledger) -> None:
    ledger.add(report(), [promise(), shelling()], CONTENT, at(0))
    gone = ledger.claims("incident")[0]
    ledger.add(report(), [promise(read_by=SECOND_CODEBOOK)], CONTENT, at(1))
    assert ledger.claims("incident") == []
    assert ledger.claim(gone.id) == gone
    ledger.add(report(), [promise(), shelling()], CONTENT, at(2))
    assert ledger.claims("incident") == [gone]


def test_a_date_set_right_later_changes_the_document_and_leaves_its_claims_their_identity(ledger: Ledger) -> None:
    first = ledger.add(report(published=None), [promise()], CONTENT, at(0))
    claim_id = ledger.claims()[0].id
    decision = ledger.decide("right", [claim_id], "Ada", "read it", at(1))
    second = ledger.add(report(published="2025-12-24"), [promise()], CONTENT, at(2))
    assert (second.document_id, second.is_new, second.claims_added) == (first.document_id, False, 0)
    assert [stored.document.published for stored in ledger.documents()] == ["2025-12-24"]
    assert [(stored.id, stored.published) for stored in ledger.claims()] == [(claim_id, "2025-12-24")]
    assert ledger.documents()[0].learned_at == at(0)
    assert ledger.documents(AsOf(learned=at(1)))[0].document.published is None
    assert ledger.document(first.document_id, AsOf(learned=at(1))).document.published is None
    assert ledger.decisions() == [decision]
    assert ledger.verify().ok


def test_a_better_text_of_the_same_file_keeps_every_standing_quote_in_place(ledger: Ledger) -> None:
    ledger.add(report(), [promise()], CONTENT, at(0))
    moved = promise().model_copy(update={"start": 2, "end": 2 + len(promise().quote)})
    ledger.add(report(text="> " + TEXT), [moved], CONTENT, at(1))
    for as_of in (AsOf(learned=at(0)), AsOf(learned=at(1)), None):
        (stored,) = ledger.claims(as_of=as_of)
        text = ledger.document(stored.document_id, as_of).document.text
        assert text[stored.claim.start : stored.claim.end] == stored.claim.quote


# Reading from a point of view


def test_the_clock_of_publication_shows_what_was_surely_public(ledger: Ledger) -> None:
    ledger.add(report("day.txt", published="2026-01-08"), [promise(doc="day.txt")], CONTENT, at(0))
    ledger.add(report("month.txt", published="2026-01"), [promise(doc="month.txt")], CONTENT, at(0))
    ledger.add(report("open.txt", published=None), [promise(doc="open.txt")], CONTENT, at(5))

    def seen(day: date) -> list[str]:
        as_of = AsOf(published=day)
        names = [stored.document.doc for stored in ledger.documents(as_of)]
        assert [stored.claim.doc for stored in ledger.claims(as_of=as_of)] == names
        return names

    assert seen(date(2026, 1, 7)) == []
    assert seen(date(2026, 1, 8)) == ["day.txt"]
    assert seen(date(2026, 1, 15)) == ["day.txt", "open.txt"]
    assert seen(date(2026, 1, 31)) == ["day.txt", "month.txt", "open.txt"]


def test_a_claim_of_a_later_side_feed_is_not_shown_before_its_story_was_published(ledger: Ledger) -> None:
    middle = TEXT.index("Norway")
    items = (Item(start=0, end=middle), Item(start=middle, end=len(TEXT), published="2026-01-11", role="feed"))
    feed = promise("Norway pledged 85 billion kroner", firmness="pledged", action="financial_aid")
    ledger.add(report(items=items), [promise(), feed], CONTENT, at(3))
    assert [stored.published for stored in ledger.claims()] == ["2026-01-08", "2026-01-11"]
    early = ledger.claims(as_of=AsOf(published=date(2026, 1, 10)))
    assert [stored.claim.quote for stored in early] == ["France will train 4,500 soldiers"]


def test_both_clocks_together(ledger: Ledger) -> None:
    ledger.add(report(), [promise()], CONTENT, at(0))
    ledger.add(report("late.txt"), [promise(doc="late.txt")], CONTENT, at(9))
    seen = ledger.documents(AsOf(learned=at(5), published=date(2026, 1, 9)))
    assert [stored.document.doc for stored in seen] == ["report.txt"]


def test_claims_by_kind_and_by_document(ledger: Ledger) -> None:
    first = ledger.add(report(), [promise(), shelling()], CONTENT)
    ledger.add(report("other.txt"), [shelling(doc="other.txt")], CONTENT)
    assert [stored.claim.doc for stored in ledger.claims("incident")] == ["report.txt", "other.txt"]
    mine = ledger.claims(document_id=first.document_id)
    assert [stored.claim.kind for stored in mine] == ["commitment", "incident"]
    assert ledger.claims("finding") == []


def test_asking_for_what_is_not_there(ledger: Ledger) -> None:
    for ask in (ledger.document, ledger.content, ledger.claim, ledger.history, ledger.find):
        with pytest.raises(LedgerError, match="0123456789abcdef"):
            ask("0123456789abcdef")


# Deciding


def test_a_decision_is_kept_and_withdrawn_by_a_later_one(ledger: Ledger) -> None:
    ledger.add(report(), [promise(), shelling()], CONTENT, at(0))
    one, two = (stored.id for stored in ledger.claims())
    decision = ledger.decide("different", [one, two, one], " Ada ", "two events", at(1))
    assert (decision.kind, decision.claims, decision.by) == ("different", (one, two), "Ada")
    assert ledger.decisions() == [decision]
    withdrawn = ledger.withdraw(decision.id, "Ben", "one event after all", at(2))
    assert withdrawn.withdrawn_at == at(2)
    assert ledger.decisions() == [withdrawn]
    assert ledger.decisions(AsOf(learned=at(1))) == [decision]
    assert ledger.decisions(AsOf(learned=at(0))) == []
    with pytest.raises(DecisionError, match="withdrawn already"):
        ledger.withdraw(decision.id, "Ben", "again", at(3))


def test_the_same_words_decided_again_are_another_decision(ledger: Ledger) -> None:
    ledger.add(report(), [promise()], CONTENT)
    claim_id = ledger.claims()[0].id
    first = ledger.decide("wrong", [claim_id], "Ada", "misread")
    ledger.withdraw(first.id, "Ada", "no, it says so")
    second = ledger.decide("wrong", [claim_id], "Ada", "misread")
    assert first.id != second.id
    assert [decision.withdrawn_at is None for decision in ledger.decisions()] == [False, True]


def test_decisions_that_cannot_stand(ledger: Ledger) -> None:
    ledger.add(report(), [promise()], CONTENT)
    claim_id = ledger.claims()[0].id
    with pytest.raises(DecisionError, match="at least two"):
        ledger.decide("same", [claim_id, claim_id], "Ada", "the same")
    with pytest.raises(DecisionError, match="name it"):
        ledger.decide("wrong", [], "Ada", "misread")
    with pytest.raises(DecisionError, match="holds no claim feed"):
        ledger.decide("wrong", ["feed"], "Ada", "misread")
    with pytest.raises(DecisionError, match="name of who"):
        ledger.decide("wrong", [claim_id], " ", "misread")
    with pytest.raises(DecisionError, match="reason"):
        ledger.decide("wrong", [claim_id], "Ada", "")
    with pytest.raises(DecisionError, match="holds no decision"):
        ledger.withdraw("feed", "Ada", "misread")
    assert ledger.decisions() == []


def test_without_a_moment_the_clock_of_the_machine_counts(ledger: Ledger) -> None:
    before = datetime.now(UTC)
    ledger.add(report(), [], CONTENT)
    assert before <= ledger.documents()[0].learned_at <= datetime.now(UTC)


def test_many_at_once_are_as_one_after_another(new_place: NewPlace) -> None:
    many = [
        (report("a.txt"), [promise(doc="a.txt"), shelling(doc="a.txt")], CONTENT),
        (report("b.txt"), [shelling(doc="b.txt")], CONTENT),
        (report("a.txt", title="Read anew"), [promise(doc="a.txt")], CONTENT),
        (report("c.txt", published=None), [], CONTENT),
    ]
    with Ledger.create(new_place()) as one, Ledger.create(new_place()) as other:
        singly = [one.add(*each, learned_at=at(1)) for each in many]
        assert other.add_all(many, learned_at=at(1)) == singly
        assert other.verify().head == one.verify().head
        assert other.claims() == one.claims() and other.documents() == one.documents()
        again = other.add_all([many[2], many[1]], learned_at=at(2))
        assert [added.claims_added for added in again] == [0, 0] and other.verify().head == one.verify().head
        ids = [added.document_id for added in singly]
        assert other.published([*ids, "unknown"]) == {
            ids[0]: ("2026-01-08", None),
            ids[1]: ("2026-01-08", None),
            ids[3]: (None, None),
        }
