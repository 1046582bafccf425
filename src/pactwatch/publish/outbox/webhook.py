"""A notice as a signed webhook, after Standard Webhooks 1.0 (github.com/standard-webhooks): HMAC-SHA256 over
id, timestamp and body."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from pactwatch.publish.outbox.delivery_error import DeliveryError
from pactwatch.publish.outbox.notice import Notice

TIMEOUT = 10.0
"""Seconds that a receiver has for each step: to be reached, to take the notice, to begin its answer."""


def body(notice: Notice) -> str:
    """What is posted; of one notice always the same."""
    told = {
        "type": notice.type,
        "timestamp": notice.at.isoformat(),
        "data": {"title": notice.title, "text": notice.text, "address": notice.address, **notice.data},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def post(notice: Notice, address: str, secret: str, timeout: float = TIMEOUT) -> None:
    """Post a notice. Raises DeliveryError where it was not answered with success (2xx); redirects are not followed."""
    # Loaded here, because only this command should wait for it.
    import httpx  # noqa: PLC0415
    from standardwebhooks import Webhook  # noqa: PLC0415

    content, now = body(notice), datetime.now(UTC)
    headers = {
        "content-type": "application/json",
        "user-agent": "pactwatch",
        "webhook-id": notice.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(notice.id, now, content),
    }
    try:
        # Streamed, so that what a receiver answers besides its status is never read.
        with httpx.stream(
            "POST", address, content=content.encode(), headers=headers, timeout=timeout, follow_redirects=False
        ) as answer:
            status = answer.status_code
    except httpx.TimeoutException as error:
        raise DeliveryError("no answer in time") from error
    except httpx.ConnectError as error:
        raise DeliveryError("no connection") from error
    except httpx.HTTPError as error:
        raise DeliveryError(f"the exchange broke off ({type(error).__name__})") from error
    if not 200 <= status < 300:
        raise DeliveryError(f"answered {status}")
