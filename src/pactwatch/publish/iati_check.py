"""Whether a file keeps the rules of the IATI activity standard 2.03 that its schema sets for what Pactwatch writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

# The order of the schema's sequence, of the elements that Pactwatch writes; the starred ones must be there.
_ACTIVITY = [
    "iati-identifier*",
    "reporting-org*",
    "title*",
    "description*",
    "participating-org*",
    "activity-status*",
    "activity-date*",
    "recipient-country",
    "sector",
    "transaction",
    "document-link",
]
_TRANSACTION = ["transaction-type*", "transaction-date*", "value*", "description", "provider-org", "receiver-org"]
_LINK = ["title*", "category*", "document-date"]
_ATTRIBUTES = {
    "iati-activities": ("version",),
    "reporting-org": ("ref", "type"),
    "participating-org": ("role",),
    "activity-status": ("code",),
    "activity-date": ("type", "iso-date"),
    "recipient-country": ("code",),
    "sector": ("code",),
    "transaction-type": ("code",),
    "transaction-date": ("iso-date",),
    "value": ("currency", "value-date"),
    "document-link": ("format", "url"),
    "category": ("code",),
    "document-date": ("iso-date",),
}
_NARRATED = {"title", "description", "reporting-org"}
_DATES = ("iso-date", "value-date")


def iati_faults(content: bytes) -> list[str]:
    """What is wrong with an activity file, one line each with the activity it is in; empty where nothing is.

    Checked are: well-formed XML, the elements and attributes that must be there, their order, dates, numbers, narratives,
    and that no two activities share an identifier. It stands in for the standard's own schema, which is not shipped
    with Pactwatch: what other elements there may be is not known to it.
    """
    try:
        root = fromstring(content)
    except ParseError as error:
        return [f"not well-formed XML: {error}"]
    if root.tag != "iati-activities":
        return [f"the root is <{root.tag}>, not <iati-activities>"]
    faults = list(_element_faults(root))
    seen: set[str] = set()
    activities = root.findall("iati-activity")
    if not activities:
        faults.append("there is no <iati-activity>; the standard wants one at least")
    for number, activity in enumerate(activities, start=1):
        identifier = activity.findtext("iati-identifier", "").strip()
        name = identifier or f"activity {number}"
        if identifier in seen:
            faults.append(f"{name}: another activity has the same identifier")
        seen.add(identifier)
        faults += [f"{name}: {fault}" for fault in _activity_faults(activity)]
    return faults


def _activity_faults(activity: Element) -> Iterator[str]:
    yield from _order_faults(activity, _ACTIVITY)
    for transaction in activity.findall("transaction"):
        yield from _order_faults(transaction, _TRANSACTION)
    for link in activity.findall("document-link"):
        yield from _order_faults(link, _LINK)
    for element in activity.iter():
        yield from _element_faults(element)


def _order_faults(parent: Element, sequence: list[str]) -> Iterator[str]:
    names = [name.rstrip("*") for name in sequence]
    for name in sequence:
        if name.endswith("*") and parent.find(name.rstrip("*")) is None:
            yield f"<{parent.tag}> has no <{name.rstrip('*')}>"
    places = [names.index(child.tag) if child.tag in names else None for child in parent]
    for child, place in zip(parent, places, strict=True):
        if place is None:
            yield f"<{child.tag}> is not known in <{parent.tag}>"
    known = [place for place in places if place is not None]
    if known != sorted(known):
        yield f"the elements of <{parent.tag}> are not in the order {', '.join(names)}"


def _element_faults(element: Element) -> Iterator[str]:
    for name in _ATTRIBUTES.get(element.tag, ()):
        if not element.get(name):
            yield f"<{element.tag}> has no {name}"
    for name in _DATES:
        written = element.get(name)
        if written is not None and not _is_day(written):
            yield f"<{element.tag}> has the {name} {written!r}, which is no day"
    if element.tag == "value" and not re.fullmatch(r"-?\d+(?:\.\d+)?", (element.text or "").strip()):
        yield f"<value> is {element.text!r}, which is no number"
    if element.tag in _NARRATED and not element.findtext("narrative", "").strip():
        yield f"<{element.tag}> has no <narrative> with words"


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False
