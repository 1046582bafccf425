"""One line for each thing that a situation report tells of, in the report's language."""

from __future__ import annotations

from datetime import date
from typing import Any

from pactwatch.coordinate.need import Wanted
from pactwatch.extract.claim import Amount, Count
from pactwatch.judge.finding import Finding
from pactwatch.judge.terms import Terms
from pactwatch.publish.phrases import Phrases
from pactwatch.publish.situation.reporting_period import ReportingPeriod
from pactwatch.publish.situation.tally import losses, standing
from pactwatch.publish.snapshot import Snapshot
from pactwatch.publish.state import phase_of
from pactwatch.reconcile.record import Record


class Lines:
    """The lines of one report."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def period(self, period: ReportingPeriod) -> str:
        """A reporting period in words."""
        first, last = self._phrases.day(period.first), self._phrases.day(period.last)
        if first == last:
            return self._phrases.say("one_day", first=first)
        return self._phrases.say("several_days", first=first, last=last)

    def incident(self, record: Record) -> str:
        """An incident: its type, place, date, to whom it is attributed, its losses."""
        say, parties = self._phrases.say, [str(each) for each in standing(record, "perpetrator") if each]
        party = self._phrases.actors(dict.fromkeys(parties)) if parties else say("not_attributed")
        told = [(name, self._phrases.count(losses(record, name))) for name in ("killed", "injured")]
        known = any(number != "–" for _, number in told)
        losses_told = {name: say("not_given") if number == "–" else number for name, number in told}
        return say(
            "incident_line",
            type=capital(self._phrases.label("types", record.held("type"))),
            place=str(record.held("place") or record.held("admin1") or say("no_place")),
            when=self._phrases.when(record.held("date")),
            party=say("disputed_party", party=party) if len(set(parties)) > 1 else party,
            losses=say("losses", **losses_told) if known else say("no_losses"),
        )

    def short_incident(self, record: Record | None) -> str:
        """An incident by its type, place and date."""
        if record is None:
            return "–"
        parts = [
            self._phrases.label("types", record.held("type")),
            record.held("place") or record.held("admin1"),
            self._phrases.when(record.held("date")),
        ]
        return ", ".join(str(part) for part in parts if part)

    def finding(self, finding: Finding, snapshot: Snapshot) -> str:
        """A finding: the article, what is found, of a violation who is responsible, of what."""
        told = {
            "terms": finding.terms,
            "article": finding.article,
            "verdict": self._phrases.label("verdicts", finding.verdict),
            "incident": self.short_incident(snapshot.records.get(finding.record)),
        }
        if finding.verdict != "violation":
            return self._phrases.say("finding_line_bare", **told)
        return self._phrases.say("finding_line", violators=self.violators(finding), **told)

    def violators(self, finding: Finding) -> str:
        """Whose responsibility is established."""
        return self._phrases.actors(finding.violators) if finding.violators else self._phrases.say("not_established")

    def phase(self, terms: Terms, day: date) -> str:
        """Whether terms are in force on a day, and since or until when."""
        phase = self._phrases.label("phases", phase_of(terms.in_force, day)[0])
        periods = sorted(terms.in_force, key=lambda each: each.first)
        begun = [each for each in periods if each.first <= day] or periods
        if not begun:
            return phase
        told = begun[-1] if periods[0].first <= day else begun[0]
        first = self._phrases.day(told.first)
        if told.until is None:
            since = self._phrases.say("from_day", day=first)
        else:
            since = self._phrases.say("from_until", first=first, last=self._phrases.day(told.until))
        return self._phrases.say("phase_from", phase=phase, since=since)

    def promise(self, record: Record) -> dict[str, str]:
        """Who promises what to whom, as the parts of a line."""
        say = self._phrases.say
        what = self._phrases.label("actions", record.held("action"))
        amounts = [self._phrases.amount(Amount.model_validate(each)) for each in record.held("amounts") or ()]
        return {
            "who": self._phrases.actors(record.held("promisors") or ())
            if record.held("promisors")
            else say("not_named"),
            "what": say("promise_not", what=what) if record.held("polarity") == "will_not" else what,
            "whom": self._phrases.actors(record.held("promisees") or ()),
            "amounts": f" ({'; '.join(amounts)})" if amounts else "",
        }

    def wanted(self, wanted: Wanted) -> str:
        """What is needed: how many of what, where and when."""
        say, number = self._phrases.say, f"{self._phrases.number(wanted.quantity)} " if wanted.quantity else ""
        capability = self._phrases.label("actions", wanted.capability)
        goods = f"{number}{wanted.item}" if wanted.item else ""
        first, last = wanted.first, wanted.last
        time = ""
        if first and last:
            time = f", {self.period(ReportingPeriod(first, last))}"
        elif first or last:
            time = ", " + (f"≥ {self._phrases.day(first)}" if first else f"≤ {self._phrases.day(last or date.max)}")
        return say(
            "wanted",
            what=say("goods_of", goods=goods, capability=capability) if goods else f"{number}{capability}",
            place=say("wanted_place", place=wanted.place) if wanted.place else "",
            time=time,
        )

    def value(self, field: str, value: Any) -> str:
        """The value of a field of an incident."""
        if field in ("killed", "injured"):
            return self._phrases.count(Count.model_validate(value))
        if field == "date":
            return self._phrases.when(str(value))
        if field == "perpetrator":
            return self._phrases.actor(str(value))
        return self._phrases.label("types", str(value)) if field == "type" else str(value)


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
