"""The papers of a case: the letter that notifies a party, and the report, in the order in which missions write theirs.

The parts of the report are those of the violation reports of CTSAMVM (South Sudan): allegation, terms, conduct of the
inquiry, facts, answers of the parties, determination, remedies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pactwatch.coordinate.case_file import CaseFile
from pactwatch.coordinate.case_step import Evidence, Notification, Remedy, Response
from pactwatch.judge.duration import duration
from pactwatch.judge.terms import Terms
from pactwatch.publish import words
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

_VERDICTS = {
    "violation": "the terms were violated",
    "no_violation": "the terms were not violated",
    "inconclusive": "it cannot be shown whether the terms were violated",
}
_STANCES = {"admits": "admits it", "denies": "denies it", "explains": "gives its account"}
_DONE = {"done": "carried out", "partly_done": "carried out in part", "not_done": "not carried out"}


def letter(case: CaseFile, party: str, terms: Terms, sources: Sources) -> Paper:
    """The letter that notifies a party of the allegation, with the rule's words and when an answer is due."""
    finding = case.finding
    notified = next((step for step in reversed(case.of(Notification)) if step.party == party), None)
    due = "The procedure sets no time for an answer."
    if case.opening.procedure.response:
        within = words.duration(case.opening.procedure.response)
        due = f"An answer is due within {within} of this notification"
        due += f", by {words.moment(notified.at + duration(case.opening.procedure.response))}." if notified else "."
    return Paper(
        title="Notification of an alleged breach",
        subtitle=f"{terms.source.title}, article {finding.article}",
        heading_lines=(
            f"To: {words.actor(party)}",
            f"Reference: {case.id}",
            f"Date: {words.day(notified.at) if notified else 'draft, not sent'}",
            f"From: {notified.by if notified else case.opening.by}",
        ),
        foot=_FOOT,
        blocks=(
            said("It is alleged that the following rule was broken:"),
            Quotation(text=finding.words, note=f"{terms.source.title}, article {finding.article}."),
            said("The allegation rests on these grounds:"),
            Listing(items=tuple(_grounds(case, sources))),
            *_missing(case),
            said(
                f"{words.actor(party)} is asked to say whether it admits, denies or explains the allegation, and to give "
                f"the evidence on which its answer rests. {due}"
            ),
            said("This letter determines nothing. The answer will be put on file in its own words."),
        ),
    )


def report(case: CaseFile, terms: Terms, sources: Sources) -> Paper:
    """The report of a case as it stands: every statement with its footnote, what is not known said as such."""
    opened = f"Opened on {words.day(case.opening.at)} by {case.opening.by}"
    return Paper(
        title=f"Case report: alleged breach of article {case.finding.article}",
        subtitle=f"{terms.source.title}. {opened}; {case.stage}.",
        heading_lines=(f"Reference: {case.id}",),
        foot=_FOOT,
        blocks=tuple(_parts(case, terms, sources)),
    )


_FOOT = (
    "Made by Pactwatch from its ledger. A finding says what follows if the reports are true; it is no legal opinion."
)


def _parts(case: CaseFile, terms: Terms, sources: Sources) -> Iterator[Block]:
    finding = case.finding
    yield Heading(text="1. Allegation")
    yield said(
        f"The case was opened on a finding under {terms.name}, of an incident ",
        f"of {words.when(finding.happened)}" if finding.happened else "without a known date",
        f". {_to_answer(case)}",
    )
    if case.opening.note:
        yield said(case.opening.note)
    yield Heading(text="2. Terms")
    yield Quotation(text=finding.words, note=f"{terms.source.title}, article {finding.article}.")
    standard = terms.standard_of_evidence.name.replace("_", " ")
    yield said(f"The standard of evidence is “{standard}”.")
    yield Heading(text="3. Conduct of the inquiry")
    yield from _conduct(case)
    yield Heading(text="4. Facts as the sources tell them")
    yield Listing(items=tuple(_grounds(case, sources)))
    yield from _missing(case)
    if evidence := case.of(Evidence):
        yield said("On file besides:")
        yield Listing(
            items=tuple(
                text(f"{step.note or ''} (put on file by {step.by})", sources.note(step.claims)) for step in evidence
            )
        )
    yield Heading(text="5. Answers of the parties")
    yield from _answers(case)
    yield Heading(text="6. Determination")
    yield from _determination(case)
    yield Heading(text="7. Remedies")
    yield from _remedies(case)


def _to_answer(case: CaseFile) -> str:
    asked = case.opening.respondents
    return f"{words.actors(asked)} {'is' if len(asked) == 1 else 'are'} asked to answer."


def _conduct(case: CaseFile) -> Iterator[Block]:
    rows = [(text(words.moment(step.at)), text(_named(step.step)), text(step.by)) for step in case.steps]
    yield Grid(header=("When", "Step", "By"), rows=tuple(rows), caption="The steps taken, all times UTC")


def _named(step: str) -> str:
    return {"opening": "case opened", "remedy_check": "remedy verified", "closing": "case closed"}.get(step, step)


def _grounds(case: CaseFile, sources: Sources) -> Iterable[tuple[Span, ...]]:
    for ground in case.finding.reasons:
        yield text(ground.text, sources.note(ground.claims))


def _missing(case: CaseFile) -> Iterator[Block]:
    if case.finding.missing:
        named = words.joined([words.label(field) for field in case.finding.missing])
        yield said(f"What would settle it and is not known: {named}.")


def _answers(case: CaseFile) -> Iterator[Block]:
    answers = case.of(Response)
    for step in answers:
        yield said(f"{words.actor(step.party)} {_STANCES[step.stance]}, as {step.by} put on file:")
        yield Quotation(text=step.note or "", note=f"Answer of {words.actor(step.party)}, {words.moment(step.at)}.")
    for party in case.unanswered:
        yield said(f"{words.actor(party)} was notified and has not answered.")
    if not answers and not case.unanswered:
        yield said("No party has been notified yet.")


def _determination(case: CaseFile) -> Iterator[Block]:
    determined = case.determination
    if determined is None:
        yield said("Nothing has been determined yet.")
        return
    by = f", by {words.actors(determined.violators)}" if determined.violators else ""
    articles = f" Articles: {', '.join(determined.articles)}." if determined.articles else ""
    yield Paragraph(
        spans=(
            Span(
                text=f"{determined.by} determined on {words.day(determined.at)} that {_VERDICTS[determined.verdict]}{by}.",
                strong=True,
            ),
            Span(text=articles),
        )
    )
    yield said(determined.note or "")


def _remedies(case: CaseFile) -> Iterator[Block]:
    remedies = case.of(Remedy)
    if not remedies:
        yield said("No remedy has been determined.")
        return
    rows = []
    for remedy in remedies:
        check = case.checked(remedy)
        state = f"{_DONE[check.state]}, {check.by}, {words.day(check.at)}" if check else "not verified yet"
        due = words.day(remedy.due) if remedy.due else "no day is set"
        rows.append((text(remedy.note or ""), text(words.actors(remedy.owed_by)), text(due), text(state)))
    yield Grid(header=("Remedy", "Owed by", "Due", "Verified"), rows=tuple(rows))
