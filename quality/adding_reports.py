"""Time that one more report takes in a ledger of many incidents, in the processor's time.

adding_reports.py [NUMBER]     NUMBER of generated reports stand (100000), and a thousand more are added one by one
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from coded_reports import coded_reports
from linkage_scale import SEED, generated_events

from pactwatch.commands.reconcile import Report
from pactwatch.extract.claim import IncidentClaim
from pactwatch.ledger.stored import StoredClaim
from pactwatch.reconcile.grouping import Grouping
from pactwatch.reconcile.same_incident import SameIncident

MORE = 1000
_LEARNED = datetime(2025, 1, 1, tzinfo=UTC)


def claims(number: int) -> Iterator[StoredClaim]:
    """So many generated reports as claims, learned one after the other."""
    lines = list(coded_reports(generated_events(number, SEED), SEED))[:number]
    for place, report in enumerate(Report.model_validate(line) for line in lines):
        name = report.report
        coded = report.model_dump(include={"date", "place", "admin1", "type", "perpetrator", "killed", "injured"})
        claim = IncidentClaim(doc=name, start=0, end=1, quote="x", **coded)
        yield StoredClaim(name, name, claim, None, name, _LEARNED + timedelta(seconds=place))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what adding takes, and how many groups changed with each report; gives the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    standing = int(given[0]) if given else 100_000
    known = list(claims(standing + MORE))
    grouping = Grouping(SameIncident())
    for claim in known[:standing]:
        grouping.add([claim])
    before = [len(group.claims) for group in grouping.groups]
    spent = []
    for claim in known[standing:]:
        begin = time.process_time()
        grouping.add([claim])
        spent.append(time.process_time() - begin)
    after = [len(group.claims) for group in grouping.groups]
    grown = sum(after) - sum(before)
    print(
        f"{standing:,} reports in {len(before):,} incidents; one more takes {1e3 * sum(spent) / MORE:.2f} ms, "
        f"at most {1e3 * max(spent):.1f} ms; {MORE:,} more made {len(after) - len(before):,} incidents and joined "
        f"{grown - (len(after) - len(before)):,}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
