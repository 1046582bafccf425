"""A violation as an alert (Common Alerting Protocol 1.2, OASIS 2010), for systems that distribute warnings."""

from __future__ import annotations

from datetime import UTC, datetime, time

from lxml import etree

from pactwatch.judge.finding import Finding
from pactwatch.publish import words
from pactwatch.publish.links import Links
from pactwatch.publish.snapshot import Snapshot

_CAP = "urn:oasis:names:tc:emergency:cap:1.2"
_CERTAINTY = {"confirmed": "Observed", "fair": "Likely", "weak": "Possible", "contested": "Unknown"}


def alert(snapshot: Snapshot, finding: Finding, site: str) -> bytes:
    """The alert on a finding; `site` is the address of the site, without a slash at its end.

    It tells of what happened and asks nobody to act: its urgency is Past. Its certainty is the grade of the evidence. A
    place is given in the words of the sources and never as a point. Raises ValueError where the finding is no
    violation.
    """
    if finding.verdict != "violation" or finding.made_known is None:
        raise ValueError("only a violation is told as an alert")
    record = snapshot.records[finding.record]
    sent = datetime.combine(finding.made_known, time.min, UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    by = f" by {words.actors(finding.violators)}" if finding.violators else ""
    place = ", ".join(str(part) for part in (record.held("place"), record.held("admin1")) if part)
    root = etree.Element(f"{{{_CAP}}}alert", nsmap={None: _CAP})
    _add(
        root,
        identifier=finding.id,
        sender=f"pactwatch@{site.rsplit('//', maxsplit=1)[-1].split(':', maxsplit=1)[0].split('/', maxsplit=1)[0]}",
        sent=sent,
        status="Actual",
        msgType="Alert",
        scope="Public",
    )
    info = etree.SubElement(root, f"{{{_CAP}}}info")
    _add(
        info,
        language="en-GB",
        category="Security",
        event="Breach of a ceasefire",
        urgency="Past",
        severity="Unknown",
        certainty=_CERTAINTY[finding.grade],
        headline=words.short(f"Breach of {finding.terms}, article {finding.article}{by}", 160),
        description="\n".join(ground.text for ground in finding.reasons),
        web=site + Links().finding(finding.id),
    )
    area = etree.SubElement(info, f"{{{_CAP}}}area")
    _add(area, areaDesc=place or "place not known")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _add(parent: etree._Element, **values: str) -> None:
    for name, value in values.items():
        etree.SubElement(parent, f"{{{_CAP}}}{name}").text = value
