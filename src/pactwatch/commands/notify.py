"""`pactwatch notify`: tell the subscribers what is new, due and late, by signed webhook and by mail."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pactwatch.commands.judging import TermsOption, loaded
from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, opened
from pactwatch.commands.reporting import faults_told
from pactwatch.judge.duration import duration
from pactwatch.publish import words

if TYPE_CHECKING:
    from pactwatch.publish.outbox.notice import Notice
    from pactwatch.publish.outbox.subscriptions import Subscription, Subscriptions


def notify(
    terms: TermsOption,
    subscriptions: Annotated[
        Path, typer.Option("--subscriptions", metavar="FILE", help="Who is told what, and how (YAML).")
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Tell the subscribers of new findings, and of obligations and deadlines that arise, fall due and are late.

    What is not taken is tried again by a later run, the longer it failed the later, and never given up. Run it every
    few minutes. It ends with exit code 1 where a delivery failed.
    """
    # Loaded here, because the other commands should not wait for what only this one needs.
    from pactwatch.publish.outbox.notice import notices  # noqa: PLC0415
    from pactwatch.publish.outbox.outbox import enqueue, queued, work_through  # noqa: PLC0415
    from pactwatch.publish.snapshot import Snapshot  # noqa: PLC0415

    judged_by, told = loaded(terms), _loaded(subscriptions)
    send = _sender(told)
    with _alone(subscriptions), opened(ledger) as book:
        now = datetime.now(UTC)
        snapshot = Snapshot.build(book, judged_by, None, now)
        made = notices(snapshot, queued(snapshot.acts), duration(told.warn_before), told.site)
        new = enqueue(book, made, told.subscriptions)
        run = work_through(book, told.subscriptions, send, now)
    for attempt in run.failed:
        again = words.moment(attempt.again)
        typer.echo(
            f"pactwatch: {attempt.subscription}: {attempt.notice.id} was not delivered: {attempt.failure}; tried again "
            f"from {again}",
            err=True,
        )
    typer.echo(
        f"{words.plural(new, 'new notice')}; {words.plural(len(run.delivered), 'delivery', 'deliveries')} made, "
        f"{len(run.failed)} failed, {run.waiting} waiting for a later run"
    )
    if run.failed:
        raise typer.Exit(1)


class _Send:
    """Sends a notice the way of its subscriber, with secrets that were looked up before anything was sent."""

    def __init__(self, told: Subscriptions, secrets: dict[str, str]) -> None:
        self._told, self._secrets = told, secrets

    def __call__(self, notice: Notice, subscription: Subscription) -> None:
        from pactwatch.publish.outbox.mail import send  # noqa: PLC0415
        from pactwatch.publish.outbox.webhook import post  # noqa: PLC0415

        if subscription.webhook is not None:
            post(notice, subscription.webhook, self._secrets[subscription.name])
        elif subscription.mail is not None and self._told.mail_server is not None:
            send(notice, subscription.mail, self._told.mail_server)


def _sender(told: Subscriptions) -> _Send:
    from pactwatch.publish.outbox.subscriptions import SecretError, from_environment, webhook_secret  # noqa: PLC0415

    try:
        secrets = {each.name: webhook_secret(each.secret_from) for each in told.subscriptions if each.secret_from}
        if (server := told.mail_server) is not None:
            for variable in (server.user_from, server.password_from):
                if variable:
                    from_environment(variable)
    except SecretError as error:
        typer.echo(f"pactwatch: {error}", err=True)
        raise typer.Exit(1) from error
    return _Send(told, secrets)


def _loaded(path: Path) -> Subscriptions:
    from pactwatch.publish.outbox.subscriptions import load_subscriptions  # noqa: PLC0415

    with faults_told(path):
        return load_subscriptions(path)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Only one run at a time works with a subscriptions file, since two at once would tell everything twice."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415

    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            typer.echo(f"pactwatch: another run works with {path}; wait for its end", err=True)
            raise typer.Exit(1) from error
        yield
