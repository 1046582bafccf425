"""New findings as news (Atom, RFC 4287), the latest first."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from feedgenerator import Atom1Feed

from pactwatch.judge.finding import Finding
from pactwatch.publish import words
from pactwatch.publish.links import Links
from pactwatch.publish.snapshot import Snapshot

_MOST = 100


def atom(snapshot: Snapshot, site: str) -> bytes:
    """The latest findings of a snapshot; `site` is the address of the site, without a slash at its end.

    An entry is dated by the day on which enough was known to find it, or by the latest report on its incident, and
    keeps its identity when the finding changes.
    """
    dated = sorted(
        ((_known(snapshot, each), each) for each in snapshot.findings), key=lambda each: (each[0], each[1].id)
    )
    latest = dated[::-1][:_MOST]
    feed = Atom1Feed(
        title="Pactwatch: findings",
        link=f"{site}/findings",
        description="Incidents judged under the terms of ceasefires",
        feed_url=f"{site}/findings.atom",
        language="en",
    )
    feed.latest_post_date = lambda: _moment(latest[0][0]) if latest else datetime(1970, 1, 1, tzinfo=UTC)
    for day, finding in latest:
        by = f" by {words.actors(finding.violators)}" if finding.violators else ""
        incident = words.when(finding.happened)
        feed.add_item(
            title=f"{words.label(finding.verdict).capitalize()}{by}: {finding.terms}, article {finding.article}, {incident}",
            link=site + Links().finding(finding.id),
            unique_id=f"urn:pactwatch:{finding.id}",
            description=" ".join(ground.text for ground in finding.reasons),
            updateddate=_moment(day),
        )
    written: str = feed.writeString("utf-8")
    return written.encode()


def _known(snapshot: Snapshot, finding: Finding) -> date:
    if finding.made_known is not None:
        return finding.made_known
    record = snapshot.records[finding.record]
    return max(source.known for source in record.sources)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
