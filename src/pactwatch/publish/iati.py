"""Commitments with sums of money as IATI activities (standard 2.03), for those who work with that format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from babel.core import get_global

from pactwatch.extract.claim import FulfilmentClaim
from pactwatch.ledger.stored import StoredClaim, StoredDocument
from pactwatch.publish.words import actor, actors, label
from pactwatch.read.imprecise_date import ImpreciseDate
from pactwatch.reconcile.record import Record

VERSION = "2.03"
"""The version of the standard that is written."""

_COMMITTED, _DISBURSED = "2", "3"
_FUNDING, _GOVERNMENT = "1", "10"
_PIPELINE, _IMPLEMENTED = "1", "2"
_PLANNED_START, _PLANNED_END = "1", "3"
_OWN_VOCABULARY = "99"
_PURPOSE_OF_ACTIVITY = "A02"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_QUALIFIERS = {"up_to": "up to this sum", "at_least": "at least this sum", "about": "about this sum"}


@dataclass(frozen=True)
class Publisher:
    """Who publishes the file: an IATI organisation identifier, a name, and a code of the list OrganisationType."""

    ref: str
    name: str
    type: str = "80"


@dataclass
class IatiExport:
    """The file, how many activities and transactions it has, and which commitments could not be told in it, and why."""

    content: bytes = b""
    activities: int = 0
    transactions: int = 0
    left_out: list[str] = field(default_factory=list)


def iati_export(
    records: Iterable[Record],
    claims: Mapping[str, StoredClaim],
    documents: Mapping[str, StoredDocument],
    publisher: Publisher,
    now: datetime,
) -> IatiExport:
    """Write the commitments among the records that have a sum of money; the others are passed over.

    One commitment is one activity: its promisor the provider, its promisee the receiver, the sum that is held now a
    commitment, and what was delivered of it disbursements. A sum that is given in several currencies is told in the
    first, its own. Dates that are no days count by their last day, since IATI has only days. A commitment without any
    date, not even that of its source, is left out with that reason.
    """
    export = IatiExport()
    moment = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    root = Element("iati-activities", {"version": VERSION, "generated-datetime": moment})
    for record in records:
        if record.kind != "commitment" or not record.held("amounts") or record.held("polarity") == "will_not":
            continue
        day = _day(record.held("date")) or _first_published(record)
        if day is None:
            export.left_out.append(f"{record.id}: neither it nor its sources have a date")
            continue
        activity = _activity(record, day, claims, documents, publisher)
        root.append(activity)
        export.activities += 1
        export.transactions += len(activity.findall("transaction"))
    indent(root)
    export.content = tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return export


def _activity(
    record: Record,
    day: str,
    claims: Mapping[str, StoredClaim],
    documents: Mapping[str, StoredDocument],
    publisher: Publisher,
) -> Element:
    """One activity. Its elements come in the order that the standard's schema asks for."""
    promisors, promisees = record.held("promisors") or [], record.held("promisees") or []
    action = record.held("action")
    delivered = list(_delivered(record, claims))
    activity = Element("iati-activity", {_LANGUAGE: "en"})
    if action == "humanitarian_aid":
        activity.set("humanitarian", "1")
    SubElement(activity, "iati-identifier").text = f"{publisher.ref}-{record.id}"
    reporting = {"ref": publisher.ref, "type": publisher.type, "secondary-reporter": "1"}
    _narrated(activity, "reporting-org", publisher.name, reporting)
    receiver = f" to {actors(promisees)}" if promisees else ""
    _narrated(activity, "title", f"{actors(promisors)}{receiver}: {label(action)}")
    _narrated(activity, "description", record.sources[-1].quote)
    for code in promisors or [None]:
        attributes = {"role": _FUNDING} | ({"type": _GOVERNMENT} if _alpha2(code) else {})
        _narrated(activity, "participating-org", actor(code) if code else "not named by the sources", attributes)
    SubElement(activity, "activity-status", {"code": _IMPLEMENTED if delivered else _PIPELINE})
    SubElement(activity, "activity-date", {"type": _PLANNED_START, "iso-date": day})
    if due := _day(record.held("due")):
        SubElement(activity, "activity-date", {"type": _PLANNED_END, "iso-date": due})
    countries = [code for promisee in promisees if (code := _alpha2(promisee))]
    # Several countries would need the share of each, which no source gives.
    if len(countries) == 1:
        SubElement(activity, "recipient-country", {"code": countries[0]})
    _narrated(activity, "sector", label(action), {"vocabulary": _OWN_VOCABULARY, "code": str(action)})
    between = actors(promisors), actors(promisees) if promisees else None
    activity.append(_transaction(_COMMITTED, day, record.held("amounts")[0], between))
    for paid_on, amount in delivered:
        activity.append(_transaction(_DISBURSED, paid_on or day, amount, between))
    for stored in {source.document: documents.get(source.document) for source in record.sources}.values():
        if stored is not None and stored.document.url:
            activity.append(_document_link(stored))
    return activity


def _transaction(kind: str, day: str, amount: Mapping[str, Any], between: tuple[str, str | None]) -> Element:
    transaction = Element("transaction")
    SubElement(transaction, "transaction-type", {"code": kind})
    SubElement(transaction, "transaction-date", {"iso-date": day})
    value = SubElement(transaction, "value", {"currency": amount["currency"], "value-date": day})
    value.text = _plain(amount["value"])
    if note := _QUALIFIERS.get(amount["qualifier"]):
        _narrated(transaction, "description", note)
    _narrated(transaction, "provider-org", between[0])
    if between[1]:
        _narrated(transaction, "receiver-org", between[1])
    return transaction


def _delivered(record: Record, claims: Mapping[str, StoredClaim]) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """What was delivered, with its day. Of what one outlet says again and again of one promise, only the latest counts."""
    latest: dict[tuple[object, ...], tuple[str | None, dict[str, Any]]] = {}
    for told in record.fulfilments:
        stored = claims.get(told.source.claim)
        claim = stored.claim if stored else None
        if not isinstance(claim, FulfilmentClaim) or told.source.wrong or told.state not in ("met", "partly_met"):
            continue
        if claim.amounts:
            same = (told.source.outlet, claim.commitment) if claim.commitment else (told.source.claim,)
            latest[same] = _day(claim.date) or _day(told.source.published), claim.amounts[0].model_dump()
    yield from latest.values()


def _document_link(stored: StoredDocument) -> Element:
    document = stored.document
    link = Element("document-link", {"format": document.media_type, "url": document.url or ""})
    _narrated(link, "title", document.title or document.doc)
    SubElement(link, "category", {"code": _PURPOSE_OF_ACTIVITY})
    if day := _day(document.published):
        SubElement(link, "document-date", {"iso-date": day})
    return link


def _narrated(parent: Element, tag: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    SubElement(SubElement(parent, tag, dict(attributes or {})), "narrative").text = text


def _day(date: str | None) -> str | None:
    """The last day that a date can mean."""
    return (ImpreciseDate.parse(date).after - timedelta(days=1)).isoformat() if date else None


def _first_published(record: Record) -> str | None:
    return next((_day(source.published) for source in record.sources if source.published), None)


def _alpha2(code: str | None) -> str | None:
    found = get_global("territory_aliases").get(code) if code and len(code) == 3 else None
    return str(found[0]) if found else None


def _plain(value: float) -> str:
    """The number without an exponent: 3000000000, 22593764.12."""
    return f"{Decimal(repr(value)).normalize():f}"
