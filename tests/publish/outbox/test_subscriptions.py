"""The subscriptions file, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from pactwatch.extract.yaml_file import CodebookError
from pactwatch.publish.outbox.notice import NoticeType
from pactwatch.publish.outbox.subscriptions import SecretError, load_subscriptions, webhook_secret

GOOD = """site: https://pactwatch.example
warn_before: PT48H
mail_server: {host: mail.example, sender: pactwatch@example.org, user_from: MAIL_USER, password_from: MAIL_PASSWORD}
subscriptions:
  - name: desk
    webhook: https://desk.example/hook
    secret_from: DESK_SECRET
    since: 2026-01-01
    events: [finding.new, finding.changed, finding.withdrawn]
    verdicts: [violation]
  - name: duty officer
    mail: duty@example.org
    since: 2026-01-01
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "subscriptions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    told = load_subscriptions(written(tmp_path, GOOD))
    assert [each.name for each in told.subscriptions] == ["desk", "duty officer"]
    assert told.mail_server is not None and told.mail_server.security == "starttls"


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("https://desk.example/hook", "http://desk.example/hook", 6, "http is for this machine only"),
        ("https://desk.example/hook", "desk", 6, "write a whole address"),
        ("duty@example.org", "duty, officer", 12, "write one address"),
        ("finding.changed", "finding.other", 9, "`finding.other` is not allowed here"),
        ("    secret_from: DESK_SECRET\n", "", 5, "`webhook` and `secret_from` go together"),
        ("    mail: duty@example.org\n", "", 11, "give either `webhook` or `mail`"),
        ("name: duty officer", "name: desk", 11, "`desk` is given twice"),
        ("PT48H", "two days", 2, "is not a duration"),
        (", user_from: MAIL_USER", "", 3, "go together"),
        ("host: mail.example,", "host: mail.example, security: none,", 3, "for this machine only"),
        ("    since: 2026-01-01\n    events", "    events", 5, "missing; add `since: ...`"),
        ("secret_from", "secret", 7, "did you mean `secret_from`"),
    ],
)
def test_each_fault_has_its_line_and_its_mend(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    with pytest.raises(CodebookError) as raised:
        load_subscriptions(written(tmp_path, GOOD.replace(old, new, 1)))
    assert (line, True) in [(fault.line, told in fault.message) for fault in raised.value.faults]


def test_mail_needs_its_server(tmp_path: Path) -> None:
    text = "\n".join(line for line in GOOD.splitlines() if not line.startswith("mail_server"))
    with pytest.raises(CodebookError, match="mail needs `mail_server"):
        load_subscriptions(written(tmp_path, text))


@pytest.mark.parametrize(("value", "told"), [("", "is not set"), ("whsec_***", "base64"), ("c2hvcnQ=", "5 bytes")])
def test_a_secret_that_is_none_is_named_and_not_shown(monkeypatch: pytest.MonkeyPatch, value: str, told: str) -> None:
    monkeypatch.setenv("DESK_SECRET", value)
    with pytest.raises(SecretError, match=told) as raised:
        webhook_secret("DESK_SECRET")
    assert "DESK_SECRET" in str(raised.value) and not (value and value in str(raised.value))


def test_the_example_of_the_documentation_is_one(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "feeds.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    assert [each.name for each in load_subscriptions(written(tmp_path, example)).subscriptions] == [
        "newsroom",
        "duty officer",
    ]
    assert all(f"`{name}`" in page for name in get_args(NoticeType))
