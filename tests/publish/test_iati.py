"""Commitments as IATI activities: what the standard requires is there, in its order, and reads back as it was."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from pactwatch.extract.actors import Actors
from pactwatch.extract.claim import Amount, Claim, CommitmentClaim, FulfilmentClaim
from pactwatch.extract.mapping import find_mapping
from pactwatch.extract.mapping_claims import map_table
from pactwatch.ledger.stored import StoredClaim, StoredDocument
from pactwatch.publish.iati import IatiExport, Publisher, iati_export
from pactwatch.publish.iati_check import iati_faults
from pactwatch.read.document import Document
from pactwatch.read.table import Layout, table_of
from pactwatch.reconcile.reconciler import reconcile
from pactwatch.reconcile.record import Fulfilment, Reason, Record

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)
PUBLISHER = Publisher("XX-TEST-9", "Samples & Co")
SAMPLE = Path(__file__).parents[1] / "read" / "iati_sample.xml"
CODEBOOK = Path(__file__).parents[2] / "src" / "pactwatch" / "codebook"
DOCUMENT = Document(
    doc="pledge.html",
    text="France < all",
    title="A pledge",
    url="https://example.org/a?b=1&c=2",
    published="2024-02-18",
)


def promise(**fields: object) -> CommitmentClaim:
    said = {
        "promisors": ("FRA",),
        "promisees": ("UKR",),
        "action": "humanitarian_aid",
        "firmness": "pledged",
        "date": "2024-02",
        "amounts": (Amount(value=3e9, currency="EUR", qualifier="up_to"), Amount(value=3.2e9, currency="USD")),
    }
    return CommitmentClaim.model_validate(
        said | {"doc": "pledge.html", "start": 0, "end": 8, "quote": "France <"} | fields
    )


def exported(*claims: Claim) -> IatiExport:
    stored = {
        f"claim{number}": StoredClaim(f"claim{number}", "d1", claim, "2024-02-18", "Wire", NOW)
        for number, claim in enumerate(claims)
    }
    documents = {"d1": StoredDocument("d1", DOCUMENT, NOW)}
    return iati_export(reconcile(list(stored.values())), stored, documents, PUBLISHER, NOW)


def test_a_commitment_is_an_activity_with_its_sum_between_its_parties() -> None:
    made = exported(promise(due="2027"))
    assert (made.activities, made.transactions, iati_faults(made.content)) == (1, 1, [])
    activity = fromstring(made.content).find("iati-activity")
    assert activity.findtext("iati-identifier") == "XX-TEST-9-commitment-claim0"
    assert activity.get("humanitarian") == "1"
    assert activity.findtext("reporting-org/narrative") == "Samples & Co"
    assert activity.findtext("title/narrative") == "France to Ukraine: humanitarian aid"
    assert activity.findtext("description/narrative") == "France <"
    assert activity.find("recipient-country").get("code") == "UA"
    assert [(day.get("type"), day.get("iso-date")) for day in activity.findall("activity-date")] == [
        ("1", "2024-02-29"),
        ("3", "2027-12-31"),
    ]
    transaction = activity.find("transaction")
    assert transaction.find("transaction-type").get("code") == "2"
    assert (transaction.findtext("value"), transaction.find("value").get("currency")) == ("3000000000", "EUR")
    assert transaction.findtext("description/narrative") == "up to this sum"
    assert transaction.findtext("provider-org/narrative") == "France"
    assert transaction.findtext("receiver-org/narrative") == "Ukraine"
    assert activity.find("document-link").get("url") == "https://example.org/a?b=1&c=2"


def test_promises_without_a_sum_or_not_to_do_something_are_passed_over() -> None:
    made = exported(promise(amounts=()), promise(polarity="will_not", action="sanctions"))
    assert (made.activities, made.left_out) == (0, [])


def test_without_a_date_the_day_of_publication_counts_and_without_both_it_is_left_out() -> None:
    made = exported(promise(date=None))
    assert b'transaction-date iso-date="2024-02-18"' in made.content
    stored = StoredClaim("c", "d1", promise(date=None), None, None, NOW)
    record = reconcile([stored])[0]
    bare = iati_export([record], {"c": stored}, {}, PUBLISHER, NOW)
    assert (bare.activities, len(bare.left_out)) == (0, 1)
    assert "have a date" in bare.left_out[0]


def test_of_what_one_outlet_tells_of_one_promise_again_only_the_latest_is_a_disbursement() -> None:
    def delivery(value: float, name: str | None) -> FulfilmentClaim:
        return FulfilmentClaim(
            doc="pledge.html",
            start=0,
            end=8,
            quote="France <",
            state="partly_met",
            promisors=("FRA",),
            action="humanitarian_aid",
            commitment=name,
            date="2024-03-05",
            amounts=(Amount(value=value, currency="EUR"),),
        )

    said = (promise(), delivery(1e6, "A1"), delivery(2e6, "A1"), delivery(3e6, None))
    stored = {
        f"c{number}": StoredClaim(f"c{number}", "d1", claim, f"2024-0{number + 2}-18", "Wire", NOW)
        for number, claim in enumerate(said)
    }
    record: Record = reconcile([stored["c0"]])[0]
    told = tuple(
        Fulfilment(
            state="partly_met",
            source=record.sources[0].model_copy(update={"claim": name, "published": stored[name].published}),
            reason=Reason(claim=name, text="The same."),
        )
        for name in ("c1", "c2", "c3")
    )
    record = record.model_copy(update={"fulfilments": told})
    made = iati_export([record], stored, {}, PUBLISHER, NOW)
    assert iati_faults(made.content) == []
    transactions = fromstring(made.content).findall("iati-activity/transaction")
    assert [(each.find("transaction-type").get("code"), each.findtext("value")) for each in transactions] == [
        ("2", "3000000000"),
        ("3", "2000000"),
        ("3", "3000000"),
    ]


def test_what_is_exported_is_imported_as_it_was() -> None:
    table = table_of("out.xml", exported(promise()).content, Layout())
    (claim,) = map_table(table, find_mapping("iati"), Actors.load(CODEBOOK / "actors.yaml")).claims
    assert isinstance(claim, CommitmentClaim)
    assert (claim.promisors, claim.promisees, claim.date) == (("FRA",), ("UKR",), "2024-02-29")
    assert claim.amounts == (Amount(value=3e9, currency="EUR"),)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"</iati-activities>", b"", "not well-formed"),
        (b'version="2.03"', b"", "has no version"),
        (b'<activity-status code="1" />', b"", "has no <activity-status>"),
        (b'iso-date="2024-02-29"', b'iso-date="2024-02-30"', "no day"),
        (b">3000000000<", b">3 billion<", "no number"),
        (b'role="1"', b"", "has no role"),
        (b"<title>", b"<heading/><title>", "not known"),
        (b'<activity-status code="1" />', b'<activity-date/><activity-status code="1" />', "not in the order"),
        (b"<narrative>France to Ukraine: humanitarian aid</narrative>", b"", "<title> has no <narrative>"),
    ],
)
def test_what_the_standard_does_not_allow_is_told(old: bytes, new: bytes, words: str) -> None:
    content = exported(promise()).content
    assert old in content
    assert any(words in fault for fault in iati_faults(content.replace(old, new)))


def test_two_activities_of_one_identifier_are_told() -> None:
    content = exported(promise()).content
    activity = content[content.index(b"  <iati-activity ") : content.index(b"</iati-activities>")]
    assert any("same identifier" in fault for fault in iati_faults(content.replace(activity, activity * 2)))
