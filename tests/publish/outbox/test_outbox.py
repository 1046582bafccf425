"""The outbox: never lost, never doubled, retried ever later, and never given up."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email import message_from_string, policy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from pactwatch.judge.terms import load_terms
from pactwatch.ledger.errors import LedgerError
from pactwatch.ledger.ledger import Ledger
from pactwatch.publish.outbox.delivery_error import DeliveryError
from pactwatch.publish.outbox.mail import send
from pactwatch.publish.outbox.notice import Notice, notices
from pactwatch.publish.outbox.outbox import Run, back_off, enqueue, queued, work_through
from pactwatch.publish.outbox.subscriptions import MailServer, Subscription
from pactwatch.publish.outbox.webhook import post
from pactwatch.publish.snapshot import Snapshot

from .receivers import mailbox, receiving

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # made up for these tests
DESK = Subscription(name="desk", since=date(2025, 1, 1), webhook="https://desk.example/", secret_from="S")


@pytest.fixture
def held(ledger: Ledger, terms_file: Path) -> list[Notice]:
    """The notices of the story, written down."""
    snapshot = Snapshot.build(ledger, [load_terms(terms_file)], None, datetime(2025, 4, 5, 12, tzinfo=UTC))
    made = notices(snapshot, [], timedelta(hours=24))
    enqueue(ledger, made, [DESK])
    assert queued(ledger.acts()) == made
    return made


def later(hours: float = 0) -> datetime:
    return datetime.now(UTC) + timedelta(hours=hours)


def to(address: str, timeout: float = 5) -> Callable[[Notice, Subscription], None]:
    return lambda notice, subscription: post(notice, address, SECRET, timeout)


def run(ledger: Ledger, address: str, now: datetime | None = None, timeout: float = 5) -> Run:
    return work_through(ledger, [DESK], to(address, timeout), now or later())


def test_each_is_delivered_once_and_signed(ledger: Ledger, held: list[Notice]) -> None:
    with receiving() as receiver:
        assert len(run(ledger, receiver.address).delivered) == len(held) >= 3
        assert run(ledger, receiver.address).attempts == ()
    assert [headers["webhook-id"] for headers, _ in receiver.got] == [notice.id for notice in held]
    for (headers, content), notice in zip(receiver.got, held, strict=True):
        read = Webhook(SECRET).verify(content, headers)
        assert read["type"] == notice.type and read["data"]["title"] == notice.title
        with pytest.raises(WebhookVerificationError):
            Webhook(SECRET).verify(content.replace(b"energy", b"Energy"), headers)


def test_a_receiver_that_fails_gets_the_same_again_when_its_time_has_come(ledger: Ledger, held: list[Notice]) -> None:
    with receiving(lambda number: 503 if number <= len(held) else 200) as receiver:
        first = run(ledger, receiver.address)
        assert {each.failure for each in first.failed} == {"answered 503"}
        tried = len(first.attempts)
        assert tried == 3 and first.waiting == len(held) - tried  # left alone after three failures in a row
        assert run(ledger, receiver.address, later(-1)).attempts == ()
        rest = run(ledger, receiver.address, later(1))
        assert len(rest.attempts) > 0
        while run(ledger, receiver.address, later(200)).attempts:
            pass
    by_id: dict[str, set[bytes]] = {}
    for headers, content in receiver.got:
        by_id.setdefault(headers["webhook-id"], set()).add(content)
    assert by_id.keys() == {notice.id for notice in held}
    assert all(len(bodies) == 1 for bodies in by_id.values())


def test_a_slow_receiver_and_one_that_is_away_are_failures(ledger: Ledger, held: list[Notice]) -> None:
    with receiving(lambda number: None) as receiver:
        assert {each.failure for each in run(ledger, receiver.address, timeout=0.1).failed} == {"no answer in time"}
    away = run(ledger, receiver.address, later(1))
    assert {each.failure for each in away.failed} == {"no connection"}
    details = [str(act.note) + str(act.details) for act in ledger.acts() if act.kind == "delivery"]
    assert not any("127.0.0.1" in each or SECRET in each for each in details)


def test_a_redirect_is_no_delivery(ledger: Ledger, held: list[Notice]) -> None:
    with receiving(lambda number: 302) as receiver:
        assert {each.failure for each in run(ledger, receiver.address).failed} == {"answered 302"}


def test_breaking_off_between_sending_and_writing_down_repeats_the_same_identity(
    ledger: Ledger, held: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving() as receiver:
        with monkeypatch.context() as broken:
            broken.setattr(Ledger, "act", lambda *_, **__: (_ for _ in ()).throw(LedgerError("the disk is full")))
            with pytest.raises(LedgerError):
                run(ledger, receiver.address)
        run(ledger, receiver.address)
    sent = [headers["webhook-id"] for headers, _ in receiver.got]
    assert sent == [held[0].id, *(notice.id for notice in held)]
    assert receiver.got[0][1] == receiver.got[1][1]


def test_one_that_fails_holds_up_no_other(ledger: Ledger, held: list[Notice]) -> None:
    def refuses_the_first(notice: Notice, subscription: Subscription) -> None:
        if notice.id == held[0].id:
            raise DeliveryError("answered 400")

    outcome = work_through(ledger, [DESK], refuses_the_first, later())
    assert [each.notice.id for each in outcome.failed] == [held[0].id]
    assert len(outcome.delivered) == len(held) - 1


def test_each_subscriber_is_told_what_it_asks_for(ledger: Ledger, held: list[Notice]) -> None:
    only = DESK.model_copy(update={"name": "only", "events": ("finding.new",)})
    never = DESK.model_copy(update={"name": "never", "since": date(2030, 1, 1)})
    cleared = DESK.model_copy(update={"name": "cleared", "verdicts": ("no_violation",), "events": ("finding.new",)})
    outcome = work_through(ledger, [only, never, cleared], lambda *_: None, later())
    assert {(each.subscription, each.notice.type) for each in outcome.delivered} == {("only", "finding.new")}


def test_what_nobody_wants_is_not_written_down(ledger: Ledger, held: list[Notice]) -> None:
    never = DESK.model_copy(update={"since": date(2030, 1, 1)})
    other = [each.model_copy(update={"id": f"{each.id}-2"}) for each in held]
    assert enqueue(ledger, other, [never]) == 0
    assert queued(ledger.acts()) == held


@given(st.integers(1, 10_000))
def test_it_waits_twice_as_long_each_time_up_to_a_day(failures: int) -> None:
    wait, following = back_off(failures), back_off(failures + 1)
    assert timedelta(minutes=1) <= wait <= following <= timedelta(days=1)
    assert following in (2 * wait, timedelta(days=1))


def server(port: int, security: str = "none") -> MailServer:
    return MailServer(host="127.0.0.1", port=port, security=security, sender="pactwatch@example.org")  # type: ignore[arg-type]


def test_mail_has_the_identity_of_its_notice(held: list[Notice]) -> None:
    hostile = held[0].model_copy(update={"title": "Überfällig\r\nBcc: everyone@example.org"})
    with mailbox() as box:
        for notice in (hostile, held[1], held[1]):
            send(notice, "duty@example.org", server(box.port))
    mails = [message_from_string(text, policy=policy.default) for text in box.got]
    assert [mail["message-id"] for mail in mails] == [
        f"<{each.id}@pactwatch>" for each in (hostile, held[1], held[1])
    ]
    assert mails[0]["bcc"] is None and mails[0]["subject"] == "Überfällig Bcc: everyone@example.org"
    assert held[1].title in mails[1].get_content()
    assert box.got[1] == box.got[2]


def test_mail_that_is_refused_is_a_failure(held: list[Notice]) -> None:
    with mailbox(refuse=True) as box, pytest.raises(DeliveryError, match=r"refused the recipient \(550\)"):
        send(held[0], "duty@example.org", server(box.port))


def test_mail_does_not_go_out_in_the_clear_where_it_must_not(held: list[Notice]) -> None:
    with mailbox() as box, pytest.raises(DeliveryError, match=smtplib.SMTPNotSupportedError.__name__):
        send(held[0], "duty@example.org", server(box.port, "starttls"))
    assert box.got == []


def test_a_mail_server_that_is_away_is_a_failure(held: list[Notice]) -> None:
    with mailbox() as box:
        port = box.port
    with pytest.raises(DeliveryError, match="no connection"):
        send(held[0], "duty@example.org", server(port))
