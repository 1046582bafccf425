"""A violation as an alert (Common Alerting Protocol 1.2, OASIS 2010), for systems that distribute warnings."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import get_args

from lxml import etree

from pactwatch.judge.finding import Finding
from pactwatch.publish import words
from pactwatch.publish.links import Links
from pactwatch.publish.phrases import PaperLanguage, Phrases
from pactwatch.publish.snapshot import Snapshot

_CAP = "urn:oasis:names:tc:emergency:cap:1.2"
_LANGUAGES: dict[PaperLanguage, str] = {"en": "en-GB", "fr": "fr-FR"}
_CERTAINTY = {"confirmed": "Observed", "fair": "Likely", "weak": "Possible", "contested": "Unknown"}


def alert(snapshot: Snapshot, finding: Finding, site: str) -> bytes:
    """The alert on a finding; `site` is the address of the site, without a slash at its end.

    It tells of what happened and asks nobody to act: its urgency is Past. Its certainty is the grade of the evidence. A
    place is given in the words of the sources and never as a point. It has a part in each language of the catalogue.
    Raises ValueError where the finding is no violation.
    """
    if finding.verdict != "violation" or finding.made_known is None:
        raise ValueError("only a violation is told as an alert")
    record = snapshot.records[finding.record]
    sent = datetime.combine(finding.made_known, time.min, UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
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
    for language in get_args(PaperLanguage):
        _info(root, finding, Phrases(language), site, place)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _info(root: etree._Element, finding: Finding, phrases: Phrases, site: str, place: str) -> None:
    """What the alert says in one language; the reasons and the place stay as they are."""
    told = {"terms": finding.terms, "article": finding.article}
    headline = phrases.say("alert_headline", **told)
    if finding.violators:
        headline = phrases.say("alert_headline_by", violators=phrases.actors(finding.violators), **told)
    info = etree.SubElement(root, f"{{{_CAP}}}info")
    _add(
        info,
        language=_LANGUAGES[phrases.language],
        category="Security",
        event=phrases.say("alert_event"),
        urgency="Past",
        severity="Unknown",
        certainty=_CERTAINTY[finding.grade],
        headline=words.short(headline, 160),
        description="\n".join(ground.text for ground in finding.reasons),
        web=site + Links().finding(finding.id),
    )
    area = etree.SubElement(info, f"{{{_CAP}}}area")
    _add(area, areaDesc=place or phrases.say("no_place"))


def _add(parent: etree._Element, **values: str) -> None:
    for name, value in values.items():
        etree.SubElement(parent, f"{{{_CAP}}}{name}").text = value
