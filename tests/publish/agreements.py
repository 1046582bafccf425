"""Three small agreements of our own making with their claims, for the tests of comparing and of finding promises."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pactwatch.extract.claim import Claim
from pactwatch.ledger.ledger import Ledger
from pactwatch.read.document import Document

from .examples import HOSTILE, claim

LEARNED = datetime(2025, 3, 1, 9, tzinfo=UTC)

FRENCH = """Pact of France and Ukraine
1. In the event of a future attack, at the request of either Participant, the Participants will consult within 24 hours.
2. In 2024 France will provide Ukraine with up to 3 billion euros in military aid. In 2023 it gave 2 billion euros.
3. France will help Ukraine with air defence and will clear mines in the Black Sea.
4. This Pact is valid for ten years. It may be ended with six months' notice.
Signed in Paris on 16 February 2024."""
POLISH = """Pact of Poland and Ukraine
1. In the event of a renewed armed attack, at the request of Ukraine, the Participants will consult within 48 hours.
2. Poland intends to train soldiers of Ukraine. Poland will not lift its sanctions.
3. This Pact is valid for ten years.
Signed in Warsaw on 8 July 2024."""
SECOND_FRENCH = f"""Second pact of France and Ukraine
1. France will clear mines. {HOSTILE}"""


def _document(doc: str, text: str, **more: Any) -> Document:
    return Document(doc=doc, text=text, title=text.splitlines()[0], **more)


def _provision(document: Document, provision: str, quote: str, value: str | None, **more: Any) -> Claim:
    fields = {"provision": provision, "value": value, "agreement": document.title, **more}
    return claim(document, "provision", quote, **fields)


def _promise(document: Document, quote: str, who: list[str], action: str, **more: Any) -> Claim:
    fields = {"promisors": who, "promisees": ["UKR"], "action": action, "firmness": "signed", **more}
    return claim(document, "commitment", quote, agreement=document.title, **fields)


def agreements() -> list[tuple[Document, list[Claim]]]:
    """Each agreement's own text with its claims."""
    french, polish = _document("FRA.txt", FRENCH), _document("POL.txt", POLISH)
    second = _document("FRA-2.txt", SECOND_FRENCH)
    lines, others = FRENCH.splitlines(), POLISH.splitlines()
    given = "In 2024 France will provide Ukraine with up to 3 billion euros in military aid."
    up_to = {"value": 3e9, "currency": "EUR", "qualifier": "up_to"}
    help_ = "France will help Ukraine with air defence"
    return [
        (
            french,
            [
                _provision(french, "consultation", lines[1][3:], "PT24H", section="1"),
                _promise(
                    french,
                    lines[1][3:],
                    ["FRA", "UKR"],
                    "consultation",
                    trigger="attack",
                    respond_within="PT24H",
                    section="1",
                ),
                _provision(french, "sum", given, None, amounts=[up_to], future=True, section="2"),
                _promise(french, given, ["FRA"], "military_aid", amounts=[up_to], section="2"),
                _provision(
                    french,
                    "sum",
                    "In 2023 it gave 2 billion euros.",
                    None,
                    amounts=[{"value": 2e9, "currency": "EUR"}],
                    future=False,
                    section="2",
                ),
                _promise(french, help_, ["FRA"], "air_defence", section="3"),
                _promise(french, "will clear mines in the Black Sea", ["FRA"], "demining", section="3"),
                _provision(french, "term", "This Pact is valid for ten years.", "P10Y", section="4"),
                _provision(french, "termination_notice", "with six months' notice", "P6M", section="4"),
                _provision(french, "signature", lines[5], "2024-02-16", date="2024-02-16", place="Paris"),
            ],
        ),
        (
            polish,
            [
                _provision(polish, "consultation", others[1][3:], "PT48H", section="1"),
                _promise(
                    polish, "Poland intends to train soldiers of Ukraine.", ["POL"], "training", firmness="intended"
                ),
                _promise(
                    polish,
                    "Poland will not lift its sanctions.",
                    ["POL"],
                    "sanctions",
                    polarity="will_not",
                    section="2",
                ),
                _provision(polish, "term", "This Pact is valid for ten years.", "P10Y", section="3"),
                _provision(polish, "signature", others[4], "2024-07-08", date="2024-07-08", place="Warsaw"),
            ],
        ),
        (second, [_promise(second, "France will clear mines.", ["FRA"], "demining", section="1")]),
    ]


def ledger_of_agreements(path: Path) -> Path:
    """A new ledger with the three agreements, a news report, and a document that no fact was read from."""
    news = Document(
        doc="news.txt", text="Sweden will send shells.", title="Sweden to send shells", published="2024-09-01"
    )
    silent = Document(doc="silent.txt", text="Угода", title="Угода", language="uk")
    told = claim(
        news,
        "commitment",
        news.text,
        promisors=["SWE"],
        promisees=["UKR"],
        action="military_aid",
        firmness="announced",
    )
    with Ledger.create(path) as ledger:
        for document, claims in [*agreements(), (news, [told]), (silent, [])]:
            ledger.add(document, claims, document.text.encode(), LEARNED)
    return path
