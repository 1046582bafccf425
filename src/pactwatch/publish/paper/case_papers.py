"""The papers of a case: the letter that notifies a party, and the report, in the order in which missions write theirs.

The parts of the report are those of the violation reports of CTSAMVM (South Sudan): allegation, terms, conduct of the
inquiry, facts, answers of the parties, determination, remedies.
"""

from __future__ import annotations

from collections.abc import Iterator

from pactwatch.coordinate.case_file import CaseFile
from pactwatch.coordinate.case_step import Evidence, Notification, Remedy, Response
from pactwatch.judge.duration import duration
from pactwatch.judge.terms import Terms
from pactwatch.publish.paper.paper import (
    Block,
    Grid,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Quotation,
    Span,
    said,
    text,
)
from pactwatch.publish.paper.sources import Sources
from pactwatch.publish.phrases import PaperLanguage, Phrases


def letter(case: CaseFile, party: str, terms: Terms, sources: Sources, language: PaperLanguage = "en") -> Paper:
    """The letter that notifies a party of the allegation, with the rule's words and when an answer is due.

    The words of the rule and the grounds stay as they are, whatever the language; `sources` are in the same one.
    """
    return _CasePapers(case, terms, sources, language).letter(party)


def report(case: CaseFile, terms: Terms, sources: Sources, language: PaperLanguage = "en") -> Paper:
    """The report of a case as it stands: every statement with its footnote, what is not known said as such."""
    return _CasePapers(case, terms, sources, language).report()


class _CasePapers:
    def __init__(self, case: CaseFile, terms: Terms, sources: Sources, language: PaperLanguage) -> None:
        self._case, self._terms, self._sources = case, terms, sources
        self._phrases = Phrases(language)
        self._say = self._phrases.say

    def letter(self, party: str) -> Paper:
        say, case, phrases = self._say, self._case, self._phrases
        notified = next((step for step in reversed(case.of(Notification)) if step.party == party), None)
        return Paper(
            title=say("letter_title"),
            subtitle=self._article(),
            language=phrases.language,
            heading_lines=(
                say("letter_to", party=phrases.actor(party)),
                say("reference", id=case.id),
                say("letter_date", day=phrases.day(notified.at.date())) if notified else say("letter_draft"),
                say("letter_from", by=notified.by if notified else case.opening.by),
            ),
            foot=say("paper_foot"),
            blocks=(
                said(say("letter_alleged")),
                self._rule(),
                said(say("letter_grounds")),
                *self._grounds(),
                said(say("letter_asked", party=phrases.actor(party), due=self._due(notified))),
                said(say("letter_nothing")),
            ),
        )

    def _due(self, notified: Notification | None) -> str:
        response = self._case.opening.procedure.response
        if not response:
            return self._say("letter_no_time")
        within = self._phrases.duration(response)
        if notified is None:
            return self._say("letter_due", within=within)
        moment = self._phrases.moment(notified.at + duration(response))
        return self._say("letter_due_by", within=within, moment=moment)

    def report(self) -> Paper:
        say, case = self._say, self._case
        day, stage = self._phrases.day(case.opening.at.date()), self._phrases.label("stages", case.stage)
        title = self._terms.source.title
        return Paper(
            title=say("case_title", article=case.finding.article),
            subtitle=say("case_subtitle", title=title, day=day, by=case.opening.by, stage=stage),
            language=self._phrases.language,
            heading_lines=(say("reference", id=case.id),),
            foot=say("paper_foot"),
            blocks=tuple(self._parts()),
        )

    def _parts(self) -> Iterator[Block]:
        say = self._say
        parts = (
            ("case_part_allegation", self._allegation),
            ("case_part_terms", self._law),
            ("case_part_conduct", self._conduct),
            ("case_part_facts", self._facts),
            ("case_part_answers", self._answers),
            ("case_part_determination", self._determination),
            ("case_part_remedies", self._remedies),
        )
        for heading, part in parts:
            yield Heading(text=say(heading))
            yield from part()

    def _article(self) -> str:
        return self._say("article_of", title=self._terms.source.title, article=self._case.finding.article)

    def _rule(self) -> Block:
        return Quotation(text=self._case.finding.words, note=f"{self._article()}.")

    def _allegation(self) -> Iterator[Block]:
        finding, say = self._case.finding, self._say
        if finding.happened:
            opened = say("case_opened", terms=self._terms.name, when=self._phrases.when(finding.happened))
        else:
            opened = say("case_opened_undated", terms=self._terms.name)
        yield said(opened, " ", say("case_asked", parties=self._phrases.actors(self._case.opening.respondents)))
        if self._case.opening.note:
            yield said(self._case.opening.note)

    def _law(self) -> Iterator[Block]:
        yield self._rule()
        standard = self._phrases.label("standards", self._terms.standard_of_evidence.name)
        yield said(self._say("case_standard", standard=standard))

    def _conduct(self) -> Iterator[Block]:
        rows = [
            (text(self._phrases.moment(s.at)), text(self._phrases.label("acts", f"case_{s.step}")), text(s.by))
            for s in self._case.steps
        ]
        header = (self._say("case_when"), self._say("case_step"), self._say("case_by"))
        yield Grid(header=header, rows=tuple(rows), caption=self._say("case_steps"))

    def _facts(self) -> Iterator[Block]:
        yield from self._grounds()
        if evidence := self._case.of(Evidence):
            yield said(self._say("case_besides"))
            told = [
                text(self._say("case_put_on_file", note=step.note or "", by=step.by), self._sources.note(step.claims))
                for step in evidence
            ]
            yield Listing(items=tuple(told))

    def _grounds(self) -> Iterator[Block]:
        finding = self._case.finding
        if self._phrases.language != "en":
            yield said(self._say("grounds_language"))
        yield Listing(items=tuple(text(each.text, self._sources.note(each.claims)) for each in finding.reasons))
        if finding.missing:
            named = self._phrases.joined([self._phrases.label("missing", field) for field in finding.missing])
            yield said(self._say("nothing_settles", named=named))

    def _answers(self) -> Iterator[Block]:
        say, answers = self._say, self._case.of(Response)
        for step in answers:
            party, stance = self._phrases.actor(step.party), self._phrases.label("stances", step.stance)
            yield said(say("case_answer", party=party, stance=stance, by=step.by))
            note = say("case_answer_note", party=party, moment=self._phrases.moment(step.at))
            yield Quotation(text=step.note or "", note=note)
        for unanswered in self._case.unanswered:
            yield said(say("case_unanswered", party=self._phrases.actor(unanswered)))
        if not answers and not self._case.unanswered:
            yield said(say("case_not_notified"))

    def _determination(self) -> Iterator[Block]:
        determined, say = self._case.determination, self._say
        if determined is None:
            yield said(say("case_undetermined"))
            return
        told = {
            "by": determined.by,
            "day": self._phrases.day(determined.at.date()),
            "verdict": self._phrases.label("determined", determined.verdict),
        }
        if determined.violators:
            line = say("case_determined_by", violators=self._phrases.actors(determined.violators), **told)
        else:
            line = say("case_determined", **told)
        articles = say("case_articles", articles=", ".join(determined.articles)) if determined.articles else ""
        yield Paragraph(spans=(Span(text=line, strong=True), Span(text=articles)))
        yield said(determined.note or "")

    def _remedies(self) -> Iterator[Block]:
        say, remedies = self._say, self._case.of(Remedy)
        if not remedies:
            yield said(say("case_no_remedy"))
            return
        rows = []
        for remedy in remedies:
            check, state = self._case.checked(remedy), say("case_not_verified")
            if check:
                done = self._phrases.label("remedy_states", check.state)
                state = f"{done}, {check.by}, {self._phrases.day(check.at.date())}"
            due = self._phrases.day(remedy.due) if remedy.due else say("case_no_day")
            owed_by = self._phrases.actors(remedy.owed_by)
            rows.append((text(remedy.note or ""), text(owed_by), text(due), text(state)))
        header = tuple(say(name) for name in ("case_remedy", "case_owed_by", "case_due", "case_verified"))
        yield Grid(header=header, rows=tuple(rows))
