"""IATI activity files (standard 2.03) as a table: one row for each transaction, with what its activity says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element, ParseError

from babel import Locale
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pactwatch.read.errors import UnreadableError

COLUMNS = (
    "iati-identifier",
    "title",
    "description",
    "reporting-org",
    "provider-org",
    "provider-country",
    "receiver-org",
    "recipient-country",
    "humanitarian",
    "sector",
    "transaction-type",
    "transaction-date",
    "value",
    "currency",
    "value-date",
    "transaction-description",
)
"""The columns of the table, named as the standard names what they hold; the countries are spelt out in English."""

_FUNDING = "1"
_DAC_SECTORS = "1"


def iati_rows(content: bytes) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    """The columns, and the rows: one a transaction; an activity without any has one row with those cells empty.

    Raises UnreadableError where the bytes are no well-formed IATI activity file.
    """
    try:
        root = fromstring(content, forbid_dtd=True)
    except ParseError as error:
        raise UnreadableError(f"it is not well-formed XML: {error}") from error
    except DefusedXmlException as error:
        raise UnreadableError("it has a document type or entities, which are not read") from error
    if root.tag != "iati-activities":
        raise UnreadableError(f"it is no IATI activity file: its root is <{root.tag}>, not <iati-activities>")
    return COLUMNS, (
        _row(activity, each) for activity in root.iter("iati-activity") for each in _transactions(activity)
    )


def _transactions(activity: Element) -> list[Element | None]:
    return [*activity.findall("transaction")] or [None]


def _row(activity: Element, transaction: Element | None) -> tuple[str, ...]:
    funding = next((org for org in activity.findall("participating-org") if org.get("role") == _FUNDING), None)
    reporting = activity.find("reporting-org")
    provider = _child(transaction, "provider-org")
    if provider is None:
        provider = funding if funding is not None else reporting
    country = _child(transaction, "recipient-country")
    if country is None:
        country = activity.find("recipient-country")
    value = _child(transaction, "value")
    said = {
        "iati-identifier": activity.findtext("iati-identifier", ""),
        "title": _narrative(activity.find("title")),
        "description": _narrative(activity.find("description")),
        "reporting-org": _named(reporting),
        "provider-org": _named(provider),
        "provider-country": _country(provider.get("ref", "").partition("-")[0]) if provider is not None else "",
        "receiver-org": _named(_child(transaction, "receiver-org")),
        "recipient-country": _country(country.get("code", "")) if country is not None else "",
        "humanitarian": (transaction.get("humanitarian", "") if transaction is not None else "")
        or activity.get("humanitarian", ""),
        "sector": _sector(transaction) or _sector(activity),
        "transaction-type": _attribute(transaction, "transaction-type", "code"),
        "transaction-date": _attribute(transaction, "transaction-date", "iso-date"),
        "value": (value.text or "") if value is not None else "",
        "currency": (value.get("currency", "") or activity.get("default-currency", "")) if value is not None else "",
        "value-date": value.get("value-date", "") if value is not None else "",
        "transaction-description": _narrative(_child(transaction, "description")),
    }
    return tuple(said[column] for column in COLUMNS)


def _child(element: Element | None, tag: str) -> Element | None:
    return element.find(tag) if element is not None else None


def _attribute(element: Element | None, tag: str, name: str) -> str:
    child = _child(element, tag)
    return child.get(name, "") if child is not None else ""


def _narrative(element: Element | None) -> str:
    return element.findtext("narrative", "") if element is not None else ""


def _named(organisation: Element | None) -> str:
    """An organisation's name, or its identifier where it gives no name."""
    return _narrative(organisation) or (organisation.get("ref", "") if organisation is not None else "")


def _sector(element: Element | None) -> str:
    """The first sector by the OECD's codes, which are meant where no vocabulary is named."""
    sectors = element.findall("sector") if element is not None else []
    return next((s.get("code", "") for s in sectors if s.get("vocabulary", _DAC_SECTORS) == _DAC_SECTORS), "")


def _country(code: str) -> str:
    return _countries().get(code.upper(), "") if len(code) == 2 else ""


@cache
def _countries() -> dict[str, str]:
    return {code: str(name) for code, name in Locale("en").territories.items()}
