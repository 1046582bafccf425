"""Lists: an item is a promise by what the line before the list says ("The Parties shall: (a) ...")."""

from __future__ import annotations

import re

from spacy.tokens import Token

from pactwatch.extract.action import heading_action
from pactwatch.extract.claim import Action, CommitmentClaim, Firmness
from pactwatch.extract.clauses import SUBJECT, spread
from pactwatch.extract.context import LeadIn, OpenList
from pactwatch.extract.goods import OF_GOODS, goods_in
from pactwatch.extract.promises import entry_of, firmness_of
from pactwatch.extract.promisors import body_of
from pactwatch.extract.sentence import Sentence

_LABEL = re.compile(r"\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlc]{1,5})[.)]+|and,?|or,?|[-•–●▪*])\s*$")
_CONJUNCTION = re.compile(r"\s*(?:and|or),?\s*$")
_OPENS = re.compile(r"(?::\s*[-–]?|\b(?:such\s+as|including|namely))\s*$", re.IGNORECASE)
# "at 00 hrs." / "01 min." / "(Kyiv time);": a page may break a line at the point of an abbreviation.
_GOES_ON = re.compile(r"(?:[;,]|\b(?:and|or)|/|\d\s*(?:hrs?|hours|min)\.)\s*$")
_REST = re.compile(r"\s*(?:\d{1,2}\s*(?:min|hrs?)\b.*|\([^()]*\)[;,.]?)\s*$")
_TO_DO = re.compile(r"\bto\s*:\s*[-–]?\s*$")
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("parenthesised number", re.compile(r"\s*\(?\d{1,2}\)")),
    ("parenthesised letter", re.compile(r"\s*\(?(?:[a-zA-Z]|[ivx]{1,5})\)")),
    ("number", re.compile(r"\s*(\d{1,3}(?:\.\d{1,3})*)\.?\s")),
    ("letter", re.compile(r"\s*[a-z]\.\s")),
    ("bullet", re.compile(r"\s*([-•–●▪*·]|o(?=\s))\s*")),
    ("lower case", re.compile(r"\s*[a-z]")),
)
_RUNNING = frozenset({"plain", "lower case"})
_SHORTEST = 2
_OPENING = 2
_OF_DEEDS = ("ing", "ment", "tion", "sion", "al")
_STRESSING = frozenset({"underline", "stress", "emphasise", "emphasize", "recall", "note", "welcome", "highlight"})
_MEASURES = frozenset({"step", "measure", "action", "commitment", "obligation", "following", "follow"})
_DUTIES = frozenset({"function", "responsibility", "mandate", "task", "duty", "power", "role"})


def is_label(text: str) -> bool:
    """Whether a line is only the number of the next one, or the "and" between two items."""
    return _LABEL.match(text) is not None


def style_of_label(text: str) -> str | None:
    """The style that a line which is only a number gives to the line after it; None for a conjunction."""
    return None if _CONJUNCTION.match(text) else style_of(text.strip() + " ")


def style_of(text: str) -> str:
    """How a line is marked as a list's item: "number 3" for "1.2.4.", "bullet •", "lower case", or "plain"."""
    for name, pattern in _STYLES:
        match = pattern.match(text)
        if match is not None:
            if name == "number":
                return f"{name} {match[1].count('.') + 1}"
            return f"{name} {match[1]}" if name == "bullet" else name
    return "plain"


def list_of(lists: list[OpenList], text: str, label: str | None) -> OpenList | None:
    """The open list to which a line belongs, None where it begins something else; lists that it ends are closed."""
    style = label or style_of(text)
    while lists:
        top = lists[-1]
        if top.goes_on and _REST.match(text):
            return top
        if top.style is None:
            top.style = style
            return top
        if style == top.style and (style not in _RUNNING or top.goes_on or style == "lower case"):
            return top
        if style in _RUNNING and (top.goes_on or (style == "lower case" and top.style in _RUNNING)):
            return top
        lists.pop()
    return None


def measure_of(sentence: Sentence) -> LeadIn | None:
    """The lead-in of an instrument that is itself a list of measures, for a sentence that orders one of them.

    "Package of measures": its numbered paragraphs say "Withdrawal of heavy weapons by both sides" and "Ensure release of
    all hostages", and the title alone says that the parties are to do so. None elsewhere.
    """
    context = sentence.context
    inside = sentence.section is not None and sentence.offset < context.measures_until
    begins = sentence.span.text.lstrip()[:1].isupper() and sentence.span.text.rstrip().endswith((".", ";", ":"))
    if not inside or not begins or not context.parties:
        return None
    return LeadIn(context.parties, "signed", "will", None, "none", None, None)


def carry_on(
    lists: list[OpenList], within: OpenList | None, sentence: Sentence, found: list[CommitmentClaim]
) -> None:
    """Keep for the lines after this one what it opens: the last sentence of a line, and the line's promises."""
    text = sentence.span.text.rstrip()
    if _OPENS.search(text):
        own = bool(found) and sentence.offset + sentence.span.start_char < found[-1].end
        lead_in = (None if own else _bare_lead_in(sentence)) or (_lead_in_of(found[-1]) if found else None)
        if lead_in is None and within is not None:
            lead_in = within.lead_in
        if lead_in is None:
            lists.clear()
        else:
            lists.append(OpenList(lead_in))
    elif within is not None:
        within.goes_on = _GOES_ON.search(text) is not None


def listed(sentence: Sentence, lead_in: LeadIn) -> list[CommitmentClaim]:
    """A list's item as a promise: it inherits from the lead-in who promises, how firmly and on what condition."""
    context, codebook = sentence.context, sentence.tools.codebook
    root = sentence.span.root
    owned = any(child.dep_ in SUBJECT for child in root.children) and root.pos_ in {"VERB", "AUX"}
    if owned and not _opens_with_a_deed(sentence):
        return []  # a sentence of its own, which promises nothing
    if _only_affirms(sentence):
        return []
    if (
        sum(token.is_alpha for token in sentence.span) < _SHORTEST
        or root.pos_ == "ADP"
        or _REST.match(sentence.span.text)
    ):
        return []  # "for the Ukrainian troops:" only says more of the line before
    strong = codebook.strong_action_cues.find(sentence.span)
    any_cue = codebook.action_cues.find(sentence.span)
    action: Action | None = None
    if root.lemma_.lower() in codebook.promises.founding and any(
        child.dep_ == "dobj" and child.lemma_.lower() in codebook.promises.bodies for child in root.children
    ):
        action = "institution"
    elif strong:
        action = max(strong, key=lambda match: (match.words, -match.first.i)).label
    elif lead_in.action not in {None, "other"}:
        action = lead_in.action
    else:
        action = heading_action(sentence) or (any_cue[0].label if any_cue else None)
    promisors = lead_in.promisors
    return [
        CommitmentClaim(
            **sentence.base(sentence.quote()),
            promisors=promisors,
            promisees=context.counterparts(promisors) if len(promisors) == 1 else context.parties,
            action=action or "other",
            firmness=lead_in.firmness,
            polarity="will_not" if forbids(sentence) else lead_in.polarity,
            condition=lead_in.condition,
            trigger=lead_in.trigger,
            amounts=tuple(amount for _, _, mention in sentence.sums for amount in mention.amounts),
            items=goods_in(sentence, sentence.span, people=action == "prisoner_release")
            if action in OF_GOODS
            else (),
            due=lead_in.due,
            agreement=context.title,
            section=sentence.section,
        )
    ]


def _opens_with_a_deed(sentence: Sentence) -> bool:
    """Whether a sentence only seems to have a verb: "Reinstatement of control of the border, provided that ..."."""
    root, first = sentence.span.root, next(token for token in sentence.span if token.is_alpha)
    if root.tag_ not in {"VBN", "VBD"} or any(child.dep_ in {"aux", "auxpass"} for child in root.children):
        return False
    return first.dep_ in SUBJECT and first.head.i == root.i and first.lower_.endswith(_OF_DEEDS)


def _only_affirms(sentence: Sentence) -> bool:
    """Whether an item underlines or stresses something that is no promise: "Underline the importance of ..."."""
    words = sentence.tools.codebook.promises
    opening = [token for token in sentence.span if token.is_alpha][:_OPENING]
    if not opening or opening[0].lemma_.lower() not in _STRESSING:
        return False
    objects = (child for child in opening[0].children if child.dep_ == "dobj")
    return not any(entry_of(words.nouns, child.lemma_.lower()) for child in objects)


def forbids(sentence: Sentence) -> bool:
    """Whether an item says what is not to be done: "ban on firing", "no firing", "avoiding forward movements"."""
    forbidding = sentence.tools.codebook.promises.forbidding
    opening = [token for token in sentence.span if token.is_alpha][:_OPENING]
    if opening and opening[0].lower_ in {"no", "not"}:
        return True
    return any(token.lemma_.lower() in forbidding for token in opening if token.pos_ in {"NOUN", "VERB", "PROPN"})


def _lead_in_of(claim: CommitmentClaim) -> LeadIn:
    return LeadIn(
        claim.promisors, claim.firmness, claim.polarity, claim.condition, claim.trigger, claim.action, claim.due
    )


def _bare_lead_in(sentence: Sentence) -> LeadIn | None:
    """What a line that only opens a list says: "The Parties shall:", "The following acts are prohibited:"."""
    context = sentence.context
    lemmas = {token.lemma_.lower() for token in sentence.span}
    words_of = sentence.tools.codebook.promises
    firmness: Firmness = "signed"
    if lemmas & set(words_of.forbidding):
        return LeadIn(context.parties, firmness, "will_not", None, "none", None, None) if context.parties else None
    modal = next((token for token in sentence.span if token.lower_ in {"shall", "will"}), None)
    verb = next((token for token in sentence.span if entry_of(words_of.verbs, token.lemma_.lower())), None)
    bearer = modal if modal is not None else verb
    if bearer is not None:
        holder = bearer if any(child.dep_ in SUBJECT for child in bearer.children) else bearer.head
        idle = holder.lemma_.lower() in words_of.states_in_instrument and holder.lemma_.lower() != "include"
        if idle and not _TO_DO.search(sentence.span.text):
            return None  # "shall be composed of:"
        promisors = _whose(sentence, [child for child in holder.children if child.dep_ in SUBJECT])
        if promisors:
            if modal is None and verb is not None:
                entry = entry_of(words_of.verbs, verb.lemma_.lower())
                firmness = firmness_of(sentence, entry) if entry is not None else firmness
            negated = any(token.dep_ == "neg" or token.lower_ == "not" for token in sentence.span)
            return LeadIn(promisors, firmness, "will_not" if negated else "will", None, "none", None, None)
    if _names_parties_alone(sentence):
        return LeadIn(context.parties, firmness, "will", None, "none", None, None)
    if "follow" in lemmas or "following" in lemmas:
        if lemmas & (_MEASURES - {"follow", "following"}) and context.parties:
            return LeadIn(context.parties, firmness, "will", None, "none", None, None)
        if lemmas & {"agree", "undertake", "commit"} and context.parties:
            return LeadIn(context.parties, firmness, "will", None, "none", None, None)
    return None


def _names_parties_alone(sentence: Sentence) -> bool:
    """Whether a lead-in only gives the grounds of those whose items follow: "The Contact Group, guided by ...:"."""
    root, words = sentence.span.root, sentence.tools.codebook.promises
    grounds = root.pos_ in {"NOUN", "PROPN"} or root.lower_ in words.preambular
    if not grounds or any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in root.children):
        return False
    return bool(sentence.context.parties) and any(token.lower_ in words.preambular for token in sentence.span)


def _whose(sentence: Sentence, subjects: list[Token]) -> tuple[str, ...]:
    """The parties or the body that a lead-in's subject names, also as "the functions of the commission"."""
    heads: list[Token] = []
    for subject in subjects:
        for head in spread(subject):
            owners = [
                token
                for of in head.children
                if of.dep_ == "prep" and of.lower_ == "of" and head.lemma_.lower() in _DUTIES
                for token in of.children
                if token.dep_ == "pobj"
            ]
            heads.extend(owners or [head])
    codes = tuple(code for code in sentence.codes_of_all(tuple(heads)) if code in sentence.context.parties)
    if codes:
        return codes
    bodies = (body_of(sentence, head) for head in heads)
    return tuple(dict.fromkeys(body for body in bodies if body is not None))
