"""The situation report as a paper, in English or in French, from one structure: each statement with its footnote."""

from __future__ import annotations

from collections.abc import Iterator

from pactwatch.publish.paper.paper import Block, Heading, Paper, said
from pactwatch.publish.phrases import PaperLanguage, Phrases
from pactwatch.publish.situation.judged_parts import JudgedParts
from pactwatch.publish.situation.lines import Lines, capital
from pactwatch.publish.situation.notes import Notes
from pactwatch.publish.situation.owed_parts import OwedParts
from pactwatch.publish.situation.situation import Situation


def situation_report(told: Situation, language: PaperLanguage) -> Paper:
    """The report on a situation. The same situation gives the same paper."""
    phrases = Phrases(language)
    lines, say = Lines(phrases), phrases.say
    names = [terms.name for terms in told.now.terms]
    if told.clock == "learned":
        basis = say("as_learned", moment=phrases.moment(told.now.moment))
    else:
        day, moment = phrases.day(told.now.moment.date()), phrases.moment(told.known)
        basis = say("as_published", day=day, moment=moment)
    return Paper(
        title=say("title"),
        subtitle=capital(lines.period(told.period)),
        language=language,
        heading_lines=(
            basis,
            say("compared_with", period=lines.period(told.period.before)),
            say("terms_named", names=", ".join(names)) if names else say("no_terms"),
        ),
        foot=say("foot"),
        blocks=tuple(_parts(told, phrases, lines)),
    )


def _parts(told: Situation, phrases: Phrases, lines: Lines) -> Iterator[Block]:
    notes = Notes(told, phrases)
    judged = JudgedParts(told, phrases, lines, notes)
    owed = OwedParts(told, phrases, lines, notes, judged)
    yield from judged.summary()
    yield from judged.state()
    yield from judged.incidents()
    yield from judged.findings()
    yield from owed.obligations()
    yield from owed.cases()
    yield from owed.cell()
    yield from owed.promises()
    yield from owed.corrections()
    yield Heading(text=phrases.say("part_method"))
    yield said(phrases.say(f"method_{told.clock}"))
    yield said(phrases.say("method_range", n=told.undated))
    yield said(phrases.say("method_quotes"))
