"""The outbox of a ledger: notices are written down before they are sent, and each attempt after it, as acts.

So nothing is lost when a receiver is away or this program breaks off. It may break off between sending and writing down:
then a notice is sent once more, with the same identity, by which receivers know it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pactwatch.ledger.ledger import Ledger
from pactwatch.ledger.stored import Act
from pactwatch.publish.outbox.delivery_error import DeliveryError
from pactwatch.publish.outbox.notice import Notice
from pactwatch.publish.outbox.subscriptions import Subscription

NOTICE, DELIVERY = "notice", "delivery"
"""The kinds of the acts of the outbox."""
_BY = "pactwatch notify"
_LONGEST = timedelta(hours=24)
_IN_A_ROW = 3
"""After so many failures in a row a receiver is left alone for this run."""

Sender = Callable[[Notice, Subscription], None]


@dataclass(frozen=True)
class Attempt:
    """One delivery that was tried: `failure` says why it was not taken, `again` from when on it is tried again."""

    notice: Notice
    subscription: str
    failure: str | None = None
    again: datetime | None = None


@dataclass(frozen=True)
class Run:
    """What one working through of the outbox did: what was tried, and how many deliveries wait for a later run."""

    attempts: tuple[Attempt, ...]
    waiting: int

    @property
    def delivered(self) -> list[Attempt]:
        """The deliveries that were taken."""
        return [attempt for attempt in self.attempts if attempt.failure is None]

    @property
    def failed(self) -> list[Attempt]:
        """Those that were not."""
        return [attempt for attempt in self.attempts if attempt.failure is not None]


def queued(acts: Iterable[Act]) -> list[Notice]:
    """The notices that the acts of a ledger hold, each once, in the order in which they were written down."""
    held = {act.about: act for act in acts if act.kind == NOTICE and act.retracted_at is None}
    return [Notice.model_validate_json(act.details["notice"]) for act in held.values()]


def enqueue(ledger: Ledger, made: Iterable[Notice], subscriptions: Sequence[Subscription]) -> int:
    """Write down the notices that some subscriber wants, and say how many. Raises LedgerError."""
    wanted = [notice for notice in made if any(each.wants(notice) for each in subscriptions)]
    for notice in wanted:
        # As a text, since the ledger leaves out what is empty, and a repeat has to have the same words.
        ledger.act(NOTICE, notice.id, _BY, details={"notice": notice.model_dump_json()})
    return len(wanted)


def work_through(ledger: Ledger, subscriptions: Sequence[Subscription], send: Sender, now: datetime) -> Run:
    """Send what is not delivered and whose time has come, the oldest first, and write each outcome down.

    Raises LedgerError where an outcome cannot be written down: that delivery is then tried again.
    """
    acts = [act for act in ledger.acts() if act.retracted_at is None]
    tried: dict[tuple[str, str], list[Act]] = {}
    for act in acts:
        if act.kind == DELIVERY:
            tried.setdefault((act.about, act.details["subscription"]), []).append(act)
    held, attempts, waiting = queued(acts), list[Attempt](), 0
    for subscription in subscriptions:
        in_a_row = 0
        for notice in held:
            before = tried.get((notice.id, subscription.name), [])
            if not subscription.wants(notice) or any(act.details["outcome"] == "delivered" for act in before):
                continue
            if in_a_row == _IN_A_ROW or (before and now < before[-1].at + back_off(len(before))):
                waiting += 1
                continue
            attempt = _try(ledger, notice, subscription, send, len(before))
            in_a_row = in_a_row + 1 if attempt.failure else 0
            attempts.append(attempt)
    return Run(tuple(attempts), waiting)


def back_off(failures: int) -> timedelta:
    """How long to wait after so many failures: one minute, then twice as long each time, at most a day."""
    return min(timedelta(minutes=2.0 ** min(failures - 1, 16)), _LONGEST)


def _try(ledger: Ledger, notice: Notice, subscription: Subscription, send: Sender, failures: int) -> Attempt:
    try:
        send(notice, subscription)
    except DeliveryError as error:
        failure: str | None = str(error)
    else:
        failure = None
    outcome = {"subscription": subscription.name, "outcome": "failed" if failure else "delivered"}
    act = ledger.act(DELIVERY, notice.id, _BY, datetime.now(UTC), failure, outcome)
    again = act.at + back_off(failures + 1) if failure else None
    return Attempt(notice, subscription.name, failure, again)
