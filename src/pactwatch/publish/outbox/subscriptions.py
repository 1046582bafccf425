"""The subscriptions: who is told what, and how, as a YAML file of the user's; secrets stand in the environment."""

from __future__ import annotations

import base64
import binascii
import os
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pactwatch.extract.yaml_file import MisfitError, load_yaml
from pactwatch.judge.duration import Duration
from pactwatch.judge.finding import Verdict
from pactwatch.publish.outbox.notice import Notice, NoticeType

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class SecretError(ValueError):
    """A secret is not in the environment, or is none; the message names the variable and never its value."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MailServer(_Part):
    """The server that takes mail. Without encryption only on this machine."""

    host: str = Field(min_length=1)
    port: int = Field(587, gt=0, lt=65536)
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: str = Field(min_length=3)
    user_from: str | None = Field(None, description="the environment variable that has the user's name")
    password_from: str | None = Field(None, description="the environment variable that has the password")

    @model_validator(mode="after")
    def _is_safe(self) -> Self:
        if self.security == "none" and self.host not in _LOOPBACK:
            raise MisfitError((("security",), "`none` is for this machine only; write starttls or tls"))
        if (self.user_from is None) != (self.password_from is None):
            raise MisfitError((("user_from",), "`user_from` and `password_from` go together; give both or neither"))
        return self


class Subscription(_Part):
    """Who is told: an address that takes webhooks, or one that takes mail. What is not narrowed is told whole.

    `name` is by what the ledger remembers what was delivered: another name gets everything since `since` again.
    """

    name: str = Field(min_length=1)
    since: date = Field(description="what became known before this day (UTC) is not told")
    webhook: str | None = None
    secret_from: str | None = Field(None, description="the environment variable that has the secret (whsec_...)")
    mail: str | None = None
    events: tuple[NoticeType, ...] = ()
    terms: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = Field((), description="of findings: those that are, or were, one of these")

    @field_validator("webhook")
    @classmethod
    def _is_an_address(cls, webhook: str | None) -> str | None:
        if webhook is None:
            return None
        parts = urlsplit(webhook)
        if not parts.hostname or parts.scheme not in ("https", "http"):
            raise ValueError("write a whole address: https://example.org/hook")
        if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            raise ValueError("http is for this machine only; write https")
        return webhook

    @field_validator("mail")
    @classmethod
    def _is_a_mailbox(cls, mail: str | None) -> str | None:
        if mail is not None and (mail.count("@") != 1 or any(each.isspace() or each in ",<>" for each in mail)):
            raise ValueError("write one address: desk@example.org")
        return mail

    @model_validator(mode="after")
    def _has_one_way(self) -> Self:
        if (self.webhook is None) == (self.mail is None):
            raise MisfitError((("name",), "give either `webhook` or `mail`"))
        if (self.webhook is None) != (self.secret_from is None):
            raise MisfitError((("name",), "`webhook` and `secret_from` go together"))
        return self

    def wants(self, notice: Notice) -> bool:
        """Whether that is told to this subscriber."""
        return (
            notice.at >= datetime.combine(self.since, time.min, UTC)
            and (not self.events or notice.type in self.events)
            and (not self.terms or notice.terms in self.terms)
            and (not self.verdicts or not notice.verdicts or bool(set(self.verdicts) & set(notice.verdicts)))
        )


class Subscriptions(_Part):
    """All subscribers of a ledger. `site` is the address of its site, for the links; `warn_before` a deadline."""

    site: str | None = None
    warn_before: Duration = "PT24H"
    mail_server: MailServer | None = None
    subscriptions: tuple[Subscription, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        seen: set[str] = set()
        for number, each in enumerate(self.subscriptions):
            if each.name in seen:
                raise MisfitError((("subscriptions", number, "name"), f"`{each.name}` is given twice"))
            seen.add(each.name)
            if each.mail is not None and self.mail_server is None:
                raise MisfitError((("subscriptions", number, "mail"), "mail needs `mail_server: {host: ...}`"))
        return self


def load_subscriptions(path: Path) -> Subscriptions:
    """The subscriptions in a file. Raises CodebookError with each fault and its line, OSError where it cannot be read."""
    return load_yaml(path, Subscriptions)


def from_environment(variable: str) -> str:
    """The value of an environment variable. Raises SecretError where it is not set or empty."""
    value = os.environ.get(variable, "")
    if not value:
        raise SecretError(f"the environment variable {variable} is not set")
    return value


def webhook_secret(variable: str) -> str:
    """A webhook's secret, as Standard Webhooks writes it: whsec_ and 24 to 64 bytes in base64. Raises SecretError."""
    value = from_environment(variable)
    try:
        key = base64.b64decode(value.removeprefix("whsec_"), validate=True)
    except binascii.Error as error:
        raise SecretError(f"{variable} is not base64; make one: openssl rand -base64 32") from error
    if not 24 <= len(key) <= 64:
        raise SecretError(f"{variable} has {len(key)} bytes, and needs 24 to 64; make one: openssl rand -base64 32")
    return value
