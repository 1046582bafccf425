"""The footnotes of a situation report: what each of its statements rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pactwatch.judge.finding import Finding
from pactwatch.judge.terms import Text
from pactwatch.ledger.stored import Act, Decision
from pactwatch.publish.paper.sources import Sources
from pactwatch.publish.phrases import Phrases
from pactwatch.publish.situation.situation import Situation, acts_about

_MOST = 12
"""How many records or findings a footnote names."""
_MOST_CLAIMS = 4
"""How many claims a footnote quotes."""


class Notes:
    """The footnotes of one report in its language."""

    def __init__(self, told: Situation, phrases: Phrases) -> None:
        self._told, self._phrases = told, phrases
        # What was withdrawn is told too, and the later view has its words no more.
        documents = {**told.before.documents, **told.now.documents}
        claims = {**told.before.claims, **told.now.claims}
        self._sources = Sources(documents, claims, phrases.language)

    def claims(self, ids: Iterable[str]) -> str | None:
        """The words of claims, the first few quoted."""
        every = list(dict.fromkeys(ids))
        quoted = self._sources.note(every[:_MOST_CLAIMS])
        left = len(every) - _MOST_CLAIMS
        return f"{quoted[:-1]}; {self._phrases.say('more', n=left)}." if quoted and left > 0 else quoted

    def counted(self, records: Sequence[str]) -> str:
        """The incidents that a count counts, or from what it was counted where it counts none."""
        if records:
            return self._phrases.say("note_counted", records=self._few(records))
        now = self._told.now
        return self._phrases.say("note_none", documents=len(now.documents), claims=len(now.claims))

    def named(self, ids: Sequence[str]) -> str:
        """What a line of the summary counts, by identity, or from what it was counted where it counts nothing."""
        return self._phrases.say("note_named", ids=self._few(ids)) if ids else self.counted(())

    def findings(self, found: Iterable[Finding]) -> str:
        """The findings that a state rests on, or from what it was judged where there are none."""
        ids = [finding.id for finding in found]
        return self._phrases.say("note_findings", findings=self._few(ids)) if ids else self.counted(())

    def finding(self, finding: Finding) -> str:
        """The rule in its words, and the words that the finding rests on."""
        titles = {terms.name: terms.source for terms in self._told.now.terms}
        rule = self.rule(titles.get(finding.terms, Text(title=finding.terms)), finding.article, finding.words)
        return " ".join(part for part in (rule, self.claims(finding.evidence)) if part)

    def rule(self, source: Text, article: str, quote: str) -> str:
        """An article in its words."""
        quoted = self._phrases.say("quoted", text=quote.rstrip("."))
        return self._phrases.say("rule_note", title=source.title, article=article, quote=quoted)

    def acts(self, about: str, kinds: Sequence[str] = ()) -> str | None:
        """What people wrote down about a thing, the latest last; None where it is not written down."""
        told = [self.act(act) for act in acts_about(self._told.now, about, kinds)[-_MOST:]]
        return "; ".join(told) + "." if told else None

    def act(self, act: Act) -> str:
        """One act of the ledger."""
        return self._phrases.say(
            "note_act",
            id=act.id[:8],
            kind=self._phrases.label("acts", act.kind),
            by=act.by,
            moment=self._phrases.moment(act.at),
        )

    def decision(self, decision: Decision) -> str:
        """One decision of a person, with the words of the claims that it is about."""
        moment = self._phrases.moment(decision.withdrawn_at or decision.learned_at)
        told = self._phrases.say("note_decision", id=decision.id[:8], by=decision.by, moment=moment)
        return " ".join(part for part in (told, self.claims(decision.claims)) if part)

    def _few(self, ids: Sequence[str]) -> str:
        more = [self._phrases.say("more", n=len(ids) - _MOST)] if len(ids) > _MOST else []
        return ", ".join([*(_short(id) for id in ids[:_MOST]), *more])


def _short(id: str) -> str:
    """As much of an identity as one needs to find it."""
    noun, _, digest = id.rpartition("-")
    return f"{noun}-{digest[:8]}" if noun else digest[:8]
