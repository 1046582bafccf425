"""A notice as mail, through one server. Its Message-ID comes from the notice, so that a repeat is known as one."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime

from pactwatch.publish.outbox.delivery_error import DeliveryError
from pactwatch.publish.outbox.notice import Notice
from pactwatch.publish.outbox.subscriptions import MailServer, from_environment

TIMEOUT = 20.0
"""Seconds that the server has for each answer."""


def message(notice: Notice, sender: str, to: str) -> EmailMessage:
    """The mail; of one notice to one address always the same."""
    made = EmailMessage()
    made["From"], made["To"] = sender, to
    made["Subject"] = " ".join(notice.title.split())
    made["Date"] = format_datetime(notice.at)
    made["Message-ID"] = f"<{notice.id}@pactwatch>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Pactwatch-Event"] = notice.type
    parts = (notice.title, notice.text, notice.address or "", f"{notice.type}, {notice.id}")
    made.set_content("\n\n".join(part for part in parts if part) + "\n")
    return made


def send(notice: Notice, to: str, server: MailServer, timeout: float = TIMEOUT) -> None:
    """Send a notice to an address. Raises DeliveryError where the server does not take it, SecretError without a secret."""
    login = None
    if server.user_from and server.password_from:
        login = (from_environment(server.user_from), from_environment(server.password_from))
    try:
        with _connected(server, timeout) as connection:
            if login:
                connection.login(*login)
            connection.send_message(message(notice, server.sender, to))
    except smtplib.SMTPResponseException as error:
        raise DeliveryError(f"the mail server answered {error.smtp_code}") from error
    except smtplib.SMTPRecipientsRefused as error:
        codes = ", ".join(str(code) for code, _ in error.recipients.values())
        raise DeliveryError(f"the mail server refused the recipient ({codes})") from error
    except TimeoutError as error:
        raise DeliveryError("the mail server did not answer in time") from error
    except (smtplib.SMTPException, ssl.SSLError) as error:
        raise DeliveryError(f"the exchange with the mail server failed ({type(error).__name__})") from error
    except OSError as error:
        raise DeliveryError(f"no connection to the mail server ({error.strerror or type(error).__name__})") from error


def _connected(server: MailServer, timeout: float) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=timeout, context=ssl.create_default_context())
    connection = smtplib.SMTP(server.host, server.port, timeout=timeout)
    if server.security == "starttls":
        try:
            connection.starttls(context=ssl.create_default_context())
        except BaseException:
            connection.close()
            raise
    return connection
