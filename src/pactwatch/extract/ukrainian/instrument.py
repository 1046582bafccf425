"""Instruments in Ukrainian: whether a document is one, who its parties are, and what terms it defines for them."""

from __future__ import annotations

import re

from pactwatch.extract.ukrainian.actors import Naming
from pactwatch.extract.ukrainian.codebook import UkrainianActors
from pactwatch.read.document import Document

_OPENING = 2500
_TITLE = 400
_FEWEST_SECTIONS = 4
_FORM = re.compile(
    r"\b(?:угод[аиіуо]|договор|договір|меморандум|деклараці|протокол|спільн\w+ заяв|комюніке|домовленіст|зобов['’ʼ]язан)",
    re.IGNORECASE,
)
_PARTIES = re.compile(r"\b(?:Учасник|Сторон|Сторін|Підписант)\w*")
_SIGNED = re.compile(r"\b(?:Підписано|Вчинено|Учинено|Укладено)\b")
_FUTURE = re.compile(
    r"\b\w+ти(?:ме|муть)(?:ся)?\b|\bзобов['’ʼ]язу\w+|\bма(?:є|ють) намір\b|\b(?:буде|будуть)\b", re.IGNORECASE
)
# "далі – «Партнери»", "(далі разом – «Учасники», а кожна окремо – «Учасник»)".
_DEFINED = re.compile(
    r"(?:\bдалі\b|\bіменован\w+|\bокремо\b)[^«»\"“”.\n]{0,60}[«\"“](?P<term>[^«»\"“”\n]{3,40})[»\"”]", re.IGNORECASE
)
_JOINT = re.compile(r"\s*(?:,|,?\s*(?:та|і|й))\s*")
_PLURAL = ("и", "і", "ї")


def is_instrument(document: Document) -> bool:
    """Whether a document is an agreement's own text: it calls itself one, is numbered, has parties or a signing."""
    numbered = [section for section in document.sections if section.number]
    opening = f"{document.title or ''}\n{document.text[:_OPENING]}"
    if len(numbered) < _FEWEST_SECTIONS or not _FORM.search(opening):
        return False
    named = len(_PARTIES.findall(document.text))
    return (named >= 2 or bool(_SIGNED.search(document.text))) and len(_FUTURE.findall(document.text)) >= 3


def naming_of(document: Document, words: UkrainianActors) -> Naming:
    """The names that an instrument uses: its parties are those of its title, else those that its opening names."""
    everyone = Naming(words, ())
    parties: tuple[str, ...] = ()
    for text in (document.title or "", document.text[:_TITLE], document.text[:_OPENING]):
        named = tuple(
            dict.fromkeys(code for each in everyone.find(text) if each.kind == "actor" for code in each.codes)
        )
        if len(named) >= 2:
            # The title names the parties; the lines after it may name others as well.
            parties = named if text == document.title else named[:2]
            break
    # "Сторони" are all parties, however the opening brings them in.
    usual = {name.casefold() for name in (*words.together.nominative, *words.each.nominative)}
    terms = _defined(document.text[:_OPENING], everyone, parties)
    return Naming(words, parties, [(term, codes) for term, codes in terms if term.casefold() not in usual])


def _defined(opening: str, everyone: Naming, parties: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Terms that the opening defines, each for the party before it, or for the parties joined by "та" where it is plural."""
    terms = []
    for match in _DEFINED.finditer(opening):
        line = opening.rfind("\n", 0, match.start()) + 1
        named = [each for each in everyone.find(opening, line, match.start()) if each.kind == "actor"]
        term = " ".join(match["term"].split())
        group = named[-1:]
        while group and term.endswith(_PLURAL) and len(group) < len(named):
            earlier = named[-len(group) - 1]
            if not _JOINT.fullmatch(opening, earlier.end, group[0].start):
                break
            group.insert(0, earlier)
        codes = tuple(dict.fromkeys(code for each in group for code in each.codes if code in parties))
        if codes and not opening[group[-1].end : match.start()].strip(" ,("):
            terms.append((term, codes))
    return terms
