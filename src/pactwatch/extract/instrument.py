"""Instruments: whether a document is one, what it calls itself, and who its parties are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pactwatch.extract.actors import ActorMention, Actors
from pactwatch.extract.claim import Form, Signatory
from pactwatch.extract.codebook import Codebook
from pactwatch.extract.signatories import SignatoryReader
from pactwatch.read.document import Document, Section
from pactwatch.read.signing import Signing, signing_of

_OPENING = 2500
_TITLE = 400
_LONGEST_STATEMENT = 8000
_FEWEST_SECTIONS = 4
_FEWEST_IN_STATEMENT = 3
_FEWEST_SIGNED = 2
_FEWEST_WORDS_TO_BIND = 3
_MOSTLY_CAPITALS = 0.4
_ISO_LENGTH = 3
_PARTIES = re.compile(
    r"\b(?:the|both|either|each)\s+(?:Participants?|Part(?:y|ies)|Sides?|Signator(?:y|ies))\b", re.IGNORECASE
)
_BINDING = re.compile(r"\b(?:shall|will|undertakes?|commits?|(?:is|are)\s+to\s+be)\b")
# "re-affirm their full commitment to a ceasefire, starting from ..."
_RECOMMITS = re.compile(
    r"\b(?:re-?affirms?|re-?asserts?|undertakes?|commits?|declares?|agrees?)\b[^.;]{0,120}\b(?:commit\w*|cease-?fire|cessation)",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?:agreement|accord|treaty|memorandum|declaration|protocol)\b", re.IGNORECASE)
# A report on an agreement is none.
_ABOUT = re.compile(
    r"\b(?:report|briefing|letter|summary|review|status|news|analysis|explainer|fact\s?sheet)\b", re.IGNORECASE
)
_OF_MEASURES = re.compile(r"\b(?:measures|steps)\b", re.IGNORECASE)
_PLAIN = frozenset({None, "memorandum", "declaration"})
_STATES = re.compile(r"(?:joint\s+|common\s+)?(?:statement|declaration|communiqu[eé])\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|among(?:st)?)\b(?P<parties>.{5,400})", re.IGNORECASE | re.DOTALL)
# "... (hereinafter referred to as the Participants)", "the Contact Group, consisting of the representatives of ..."
_COLLECTIVELY = re.compile(
    r"(?P<parties>[^.\n]{5,600}?)\b(?:hereinafter|hereafter|(?:collectively|jointly)\s+referred)\b[^.\n]{0,60}"
    r"\b(?:Participants|Parties|Sides|Signatories)\b"
)
_CONSISTING = re.compile(
    r"\b(?:consisting|made\s+up|composed)\s+of\s+(?:the\s+)?(?:representatives\s+of\s+)?(?P<parties>[^.;\n]{5,400})"
)
_MET = re.compile(
    r"^(?P<parties>(?:The\s+)?(?:Presidents?|Prime\s+Ministers?|leaders?)\b[^.\n]{5,300}?)\s+met\b", re.MULTILINE
)


@dataclass(frozen=True)
class OwnText:
    """An instrument's own text: its parties as codes, its form, how it is signed and by whom."""

    parties: tuple[str, ...]
    form: Form
    signing: Signing | None
    signatories: tuple[Signatory, ...]

    @property
    def is_signed(self) -> bool:
        """Whether it says when it was signed, or has at least two signatures."""
        return self.signing is not None and (self.signing.date is not None or len(self.signatories) >= _FEWEST_SIGNED)

    def measures_until(self, document: Document) -> int:
        """Where the list of measures ends that the instrument is by its title; 0 where it is none."""
        if self.form != "terms of ceasefire" or not _OF_MEASURES.search(document.title or ""):
            return 0
        return self.signing.start if self.signing is not None else len(document.text)


def own_text_of(document: Document, codebook: Codebook, actors: Actors) -> OwnText | None:
    """What a document is as an instrument: it calls itself one, binds in numbered articles, and has parties or a signing.

    A short statement by which the sides of a ceasefire commit themselves to it again is one too. None for all else.
    """
    signing = signing_of(document.text)
    form = form_of(document, codebook, signing)
    if form is None:
        return None
    signatories: tuple[Signatory, ...] = ()
    if signing is not None:
        reader = SignatoryReader(codebook, actors)
        signatories = reader.read((line for _, line in signing.lines), signing.date or document.published)
    own = OwnText(parties_of(document, actors, signatories), form, signing, signatories)
    if _is_articled(document, own.is_signed, form) or _recommits(document, form, actors):
        return own
    return None


def form_of(document: Document, codebook: Codebook, signing: Signing | None) -> Form | None:
    """The form that an instrument's title gives it, terms of ceasefire where it orders one; None for no instrument."""
    title = document.title or ""
    opening = document.text[:_OPENING]
    ceasefire = re.compile("|".join(f"(?:{words})" for words in codebook.instruments.ceasefire), re.IGNORECASE)
    places: list[tuple[int, int, Form]] = []
    for entry in codebook.instruments.titles:
        for noun in entry.nouns:
            if found := re.search(rf"\b{re.escape(noun)}\b", title, re.IGNORECASE):
                places.append((found.start(), -len(noun), entry.form))
    named = min(places)[2] if places else None
    if _ABOUT.search(title[: min(places)[0]] if places else title):
        return None
    if ceasefire.search(title) or (named in _PLAIN and _orders(document, ceasefire)):
        return "terms of ceasefire"
    if named is None and not (_CALLED.search(opening) and signing is not None):
        return None
    if re.search(r"\b(?:protocol|measures)\b", title, re.IGNORECASE) and _orders(document, ceasefire):
        return "terms of ceasefire"
    recommits = None if document.sections else _RECOMMITS.search(document.text)
    return "terms of ceasefire" if recommits and ceasefire.search(recommits[0]) else named or "agreement"


def _orders(document: Document, ceasefire: re.Pattern[str]) -> bool:
    """Whether one of the first articles orders a ceasefire, or the text tells that one is declared."""
    first = [section for section in document.sections if section.number][:2]
    articles = (document.text[section.start : section.end] for section in first)
    return any(ceasefire.search(article) for article in articles)


def _is_articled(document: Document, signed: bool, form: Form) -> bool:
    numbered = sum(section.number is not None for section in document.sections)
    if numbered < (_FEWEST_SECTIONS if form == "agreement" else _FEWEST_IN_STATEMENT):
        return False
    named = len(_PARTIES.findall(document.text)) >= 2
    binding = len(_BINDING.findall(document.text))
    # Terms of ceasefire are often bare orders: "Immediately release all hostages."
    fewest = 0 if signed else 1
    return (named or signed) and binding >= (fewest if form == "terms of ceasefire" else _FEWEST_WORDS_TO_BIND)


def _recommits(document: Document, form: Form, actors: Actors) -> bool:
    """Whether a group of parties, not one body, states its commitment to a ceasefire."""
    states = _STATES.match(document.title or "") is not None
    if form != "terms of ceasefire" or not states or len(document.text) > _LONGEST_STATEMENT:
        return False
    issuers = [code for mention in actors.find(document.text[:_TITLE], document.published) for code in mention.codes]
    group = any(code in actors and actors[code].members for code in issuers)
    return group and _RECOMMITS.search(document.text) is not None


def parties_of(document: Document, actors: Actors, signatories: Iterable[Signatory] = ()) -> tuple[str, ...]:
    """The parties as codes: those whom the title names, those whom the opening calls so, else those who signed.

    Where none of them names two, the members of the group that issued it, or the first two actors of the opening.
    """
    title, opening = document.title or "", document.text[:_OPENING]
    signed = tuple(dict.fromkeys(one.actor for one in signatories if one.actor and one.capacity == "party"))
    between = _BETWEEN.search(title)
    stretches = [between["parties"] if between else ""]
    stretches += [found["parties"] for pattern in (_COLLECTIVELY, _CONSISTING) if (found := pattern.search(opening))]
    for stretch in stretches:
        codes = _codes(stretch, document, actors)
        if len(codes) >= 2:
            # A title names all parties; an opening may leave out one that signs.
            return codes if stretch is stretches[0] else tuple(dict.fromkeys((*codes, *signed)))
    if len(signed) >= 2:
        return signed
    for stretch in (title, *(found["parties"] for found in _MET.finditer(opening)), document.text[:_TITLE], opening):
        codes = _codes(stretch, document, actors)
        groups = [code for code in codes if actors[code].members]
        members = tuple(dict.fromkeys(member for code in groups for member in actors[code].members))
        if members and not any(_is_state(code) for code in codes):
            return members
        if len(codes) >= 2:
            return codes if stretch in (title, *(found["parties"] for found in _MET.finditer(opening))) else codes[:2]
    return ()


def _is_state(code: str) -> bool:
    return len(code) == _ISO_LENGTH and code.isupper()


def _codes(text: str, document: Document, actors: Actors) -> tuple[str, ...]:
    """The states, bodies and groups that a stretch of a title or an opening names."""
    # Titles are often printed in capitals, which hide where a name begins.
    capitals = sum(letter.isupper() for letter in text) > len(text) * _MOSTLY_CAPITALS
    versions = (text.title(), text) if capitals else (text,)
    found = (_named(actors.find(version, document.published)) for version in versions)
    return max(found, key=len, default=())


def _named(mentions: Iterable[ActorMention]) -> tuple[str, ...]:
    kinds = {"state", "body", "group"}
    return tuple(dict.fromkeys(code for mention in mentions if mention.kind in kinds for code in mention.codes))


def headings_at(sections: tuple[Section, ...], offset: int) -> tuple[str, ...]:
    """The headings of the sections around an offset, outermost first."""
    return tuple(section.heading for section in sections if section.heading and section.start <= offset < section.end)
