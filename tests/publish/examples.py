"""Constructed documents, claims and terms for the tests of the site: one small story, with hostile text in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pactwatch.extract.claim import CLAIM, Claim, ReadBy
from pactwatch.read.document import Document, Item, Section

NOW = datetime(2025, 4, 5, 12, 0, tzinfo=UTC)
HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'
READ_BY = ReadBy(extractor="constructed 1", pipeline="none 1", codebook="constructed 1")

DECLARATION = """Declaration on Support for Norland
Article 1
In case of an attack on Norland, the Participants will consult within 24 hours at the request of either side.
Article 2
This declaration was signed in Paris on 10 March 2025 by France and Ukraine.
France intends to provide up to 3 billion euros of military aid to Ukraine."""
PAUSE = "The parties signed the pause on strikes against energy facilities on 18 March 2025."
STRIKE = """A drone hit an electricity substation in Kryvyi Rih on 2 April 2025. Some 20 people were injured.
Ukraine's energy minister blamed Russia for the strike on the electricity substation.
President Zelensky said that Ukraine demands new sanctions."""
REVISED = """Authorities said on Thursday that 26 people were injured when a drone hit an electricity substation in
Kryvyi Rih on 2 April 2025. Russian officials denied the strike."""
TALKS = f"""French and Ukrainian ministers met in London on 3 April 2025. {HOSTILE} said a reader.
Delivery of the aid is behind schedule, a parliamentary report found.
Monitors of the mission found a violation by Russia."""


def claim(document: Document, kind: str, quote: str, **fields: Any) -> Claim:
    """A claim of that kind on words of the document."""
    start = document.text.index(quote)
    place = {"doc": document.doc, "start": start, "end": start + len(quote), "quote": quote, "read_by": READ_BY}
    return CLAIM.validate_python({"kind": kind, **place, **fields})


def documents() -> list[tuple[Document, list[Claim], datetime]]:
    """Each document with its claims and the moment at which the ledger learns it."""
    section = DECLARATION.index("Article 1")
    declaration = Document(
        doc="declaration.txt",
        text=DECLARATION,
        title="Declaration on Support for Norland",
        outlet="Government gazette",
        published="2025-03-10",
        published_basis="user",
        language="en",
        sections=(Section(number="1", heading="Article 1", level=1, start=section, end=section + 130),),
    )
    title = "Declaration on Support for Norland"
    pause = Document(doc="pause.txt", text=PAUSE, title="Pause agreed", outlet="Wire", published="2025-03-18")
    strike = Document(
        doc="strike.txt",
        text=STRIKE,
        title="Substation hit",
        outlet="Daily",
        published="2025-04-02",
        warnings=("Two lines could not be decoded.",),
        items=(Item(start=0, end=40), Item(start=40, end=80, heading="More", published="2025-04-03", role="feed")),
    )
    revised = Document(doc="revised.txt", text=REVISED, title="Toll revised", outlet="Wire", published="2025-04-03")
    talks = Document(
        doc="talks.txt", text=TALKS, title=f"Talks {HOSTILE}", outlet=HOSTILE, published="2025-04-04", byline=HOSTILE
    )
    hit = {"type": "air or drone strike", "date": "2025-04-02", "place": "Kryvyi Rih", "perpetrator": "RUS"}
    return [
        (
            declaration,
            [
                claim(
                    declaration,
                    "commitment",
                    DECLARATION.splitlines()[2],
                    promisors=["FRA", "UKR"],
                    action="consultation",
                    firmness="signed",
                    trigger="attack",
                    condition="In case of an attack on Norland",
                    respond_within="PT24H",
                    agreement=title,
                    section="1",
                    date="2025-03-10",
                ),
                claim(
                    declaration,
                    "agreement",
                    DECLARATION.splitlines()[4],
                    title=title,
                    parties=["FRA", "UKR"],
                    form="declaration",
                    stage="signed",
                    date="2025-03-10",
                ),
                claim(
                    declaration,
                    "provision",
                    "signed in Paris on 10 March 2025 by France and Ukraine",
                    provision="signature",
                    value="2025-03-10",
                    signatories=["FRA", "UKR"],
                    agreement=title,
                ),
                claim(
                    declaration,
                    "commitment",
                    "France intends to provide up to 3 billion euros of military aid to Ukraine.",
                    promisors=["FRA"],
                    promisees=["UKR"],
                    action="military_aid",
                    firmness="intended",
                    amounts=[{"value": 3e9, "currency": "EUR", "qualifier": "up_to"}],
                    agreement=title,
                    section="2",
                ),
            ],
            datetime(2025, 3, 11, 9, tzinfo=UTC),
        ),
        (
            pause,
            [
                claim(
                    pause,
                    "agreement",
                    PAUSE,
                    title="pause on strikes against energy facilities",
                    parties=["RUS", "UKR"],
                    form="terms of ceasefire",
                    stage="signed",
                    date="2025-03-18",
                )
            ],
            datetime(2025, 3, 19, 9, tzinfo=UTC),
        ),
        (
            strike,
            [
                claim(
                    strike,
                    "incident",
                    "A drone hit an electricity substation in Kryvyi Rih on 2 April 2025.",
                    target="electricity substation",
                    injured={"low": 20, "high": 20},
                    **hit,
                ),
                claim(
                    strike,
                    "incident",
                    "Ukraine's energy minister blamed Russia for the strike on the electricity substation.",
                    target="electricity substation",
                    attributed_by="energy minister",
                    speaker="Ukraine's energy minister",
                    **hit,
                ),
                claim(
                    strike,
                    "position",
                    "President Zelensky said that Ukraine demands new sanctions.",
                    actor="UKR",
                    stance="demands",
                    about="new sanctions",
                ),
            ],
            datetime(2025, 4, 2, 20, tzinfo=UTC),
        ),
        (
            revised,
            [
                claim(
                    revised,
                    "incident",
                    REVISED[: REVISED.index(".") + 1],
                    target="electricity substation",
                    injured={"low": 26, "high": 26},
                    speaker="Authorities",
                    **hit,
                ),
                claim(
                    revised,
                    "position",
                    "Russian officials denied the strike.",
                    actor="RUS",
                    stance="denies",
                    about="the strike",
                ),
            ],
            datetime(2025, 4, 3, 20, tzinfo=UTC),
        ),
        (
            talks,
            [
                claim(
                    talks,
                    "meeting",
                    TALKS.splitlines()[0],
                    participants=["FRA", "UKR", HOSTILE],
                    format="talks",
                    date="2025-04-03",
                    place=f"London {HOSTILE}",
                    speaker=HOSTILE,
                ),
                claim(talks, "position", HOSTILE, actor=HOSTILE, stance="accuses", about=HOSTILE, via=HOSTILE),
                claim(
                    talks,
                    "fulfilment",
                    "Delivery of the aid is behind schedule",
                    promisors=["FRA"],
                    action="military_aid",
                    state="overdue",
                ),
                claim(
                    talks,
                    "finding",
                    "Monitors of the mission found a violation by Russia.",
                    mechanism="mission",
                    verdict="violation",
                    violators=["RUS"],
                ),
            ],
            datetime(2025, 4, 4, 20, tzinfo=UTC),
        ),
    ]


TERMS = """
name: energy-pause
source: {title: Terms of the pause}
parties:
  - {actor: RUS, known_as: [Russian]}
  - {actor: UKR, known_as: [Ukraine]}
in_force:
  - {from: 2025-03-18, until: 2025-04-17}
rules:
  - id: strikes-on-energy
    article: "2.1"
    quote: Each party will refrain from strikes on the energy facilities of the other party.
    forbids: {types: [air or drone strike], by: [RUS, UKR], against: [electricity]}
standard_of_evidence: {name: reasonable_grounds}
activates:
  - id: consult-within-a-day
    when: {verdict: violation, rules: [strikes-on-energy], violators: [RUS]}
    owed_by: [FRA, UKR]
    owed_to: [UKR, FRA]
    action: consultation
    within: PT24H
    article: "1"
    quote: the Participants will consult within 24 hours at the request of either side
    source: {title: Declaration on Support for Norland}
  - id: never
    when: {verdict: violation, violators: [UKR]}
    owed_by: [FRA]
    owed_to: [RUS]
    action: other
    article: "9"
    quote: never
    source: {title: Declaration on Support for Norland}
"""
