"""Provisions: what the articles of an instrument say about the instrument itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from pactwatch.extract.claim import ProvisionClaim
from pactwatch.extract.sentence import Sentence

UPON_SIGNATURE = "upon signature"
"""The rule of entry into force that most instruments have, in whatever words."""
INDEFINITE = "indefinite"
"""The term of an instrument that ends on no day."""

_NOUN = (
    r"(?:Agreements?|Accords?|Memorandum|Memoranda|Declaration|Treaty|Document|document|Commitments|commitments|Protocol"
    r"|Arrangement|Convention|Pact|Statement|Charter|Partnership|MoU|MOU)"
)
# "this Agreement", "the present Revitalised Agreement", "the Accord" with its capital. ("The commitments" may be others'.)
_SELF = (
    rf"(?:(?:[Tt]his|[Tt]he\s+present)\s+(?:[A-Z][\w-]+\s+){{0,3}}{_NOUN}"
    rf"|[Tt]he\s+(?:[A-Z][\w-]+\s+){{0,2}}(?!commit|docu){_NOUN}"
    r"|^\W*(?:\d[\d.]*\s+)?The\s+(?:ceasefire|cease-fire|truce|armistice|pause))"
)
_WHOLE = rf"(?:(?:[Tt]he\s+provisions\s+of\s+)?{_SELF}(?:\s+and\s+its\s+[Aa]nnex\w*)?|[Tt]hese\s+provisions|\bIt\b)"
_MODAL = r"(?:shall|will|may|can|could|must|is\s+to|are\s+to|should)"

_FORCE = re.compile(
    rf"{_WHOLE}\s*(?:,[^,]{{0,80}},\s*)?(?:{_MODAL}\s+)?(?:also\s+)?"
    r"(?:(?:come|enter)s?\s+(?:\w+\s+){0,2}?into\s+(?:force|effect|operation)|becomes?\s+(?:effective|operational|applicable|operative)"
    r"|takes?\s+effect|be\s+(?:in\s+force|effective|applied\s+provisionally)|is\s+(?:in\s+force|effective|applicable))"
)
_RULE = re.compile(
    r"\s*(?:immediately\s+|automatically\s+)?(?:upon|on|from|as\s+of|after|following|once|when|with|\d{1,3}\s+(?:days|months)\s+after"
    r"|(?:\w+\s+)?(?:\(\d+\)\s+)?(?:days|months)\s+(?:after|following)|at|the\s+(?:day|date|first\s+day))\b.*",
    re.IGNORECASE | re.DOTALL,
)
_RULE_END = re.compile(
    r"(?:,|\s)\s*(?:and|but)\s+(?:(?:it|the\s+\w+|this\s+\w+)\s+)?(?:will|shall|may|is|are|remains?|be|continues?)\b|;|\.\s|\.$"
    r"|,\s+(?:for|unless)\b|\s+for\s+a\s+(?:period|term|duration)\b",
    re.IGNORECASE,
)
_AT_SIGNATURE = re.compile(
    r"(?:immediately\s+)?(?:up)?(?:on|from|at|as\s+of)\s+(?:the\s+)?(?:(?:date|day|time|moment)\s+of\s+)?(?:its\s+|their\s+|the\s+)?"
    r"(?:signature|signing|signatory)\b(?:\s+(?:by|of)\s+(?:the\s+|both\s+|all\s+)?[\w\s]{2,60})?(?:\s+thereof)?",
    re.IGNORECASE,
)
_TERM = re.compile(
    rf"(?:{_WHOLE}|cooperation\s+and\s+support\s+under\s+{_SELF})[^.;]{{0,160}}?\b(?:valid|remains?\s+in\s+(?:force|effect)"
    r"|(?:stay|continue)s?\s+in\s+(?:force|effect)|in\s+force|concluded|last|apply|applies|effective|cover\s+the\s+(?:time\s+)?period|duration)\b"
)
_TERM_OF = re.compile(rf"\b(?:duration|term|lifetime|period(?:\s+of\s+validity)?)\s+of\s+{_SELF}")
_EXTENDS = re.compile(r"\b(?:extend\w*|extension|prolong\w*|renew\w*|lapse|tacit\w*|successive)\b", re.IGNORECASE)
_NEAR = 24
_UNLIMITED = re.compile(
    r"\b(?:indefinite(?:ly)?|unlimited|unspecified|without\s+(?:a\s+)?time\s+limit)\b(?!\s*cease)", re.IGNORECASE
)
_TERMINATE = re.compile(
    r"\b(?:terminat\w+|discontinu\w+|denounc\w+|withdraw\w*\s+from|cancel\w*|end\s+th(?:is|e)\s+[A-Z]\w+"
    r"|cease\w*\s+to\s+(?:have\s+effect|be\s+in\s+force))\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"\b(?:noti\w+|inform\w*|writ\w+|receipt|advance|prior)\b", re.IGNORECASE)
_CONSULT = re.compile(r"\bconsult", re.IGNORECASE)
_ATTACK = re.compile(
    r"\b(?:attacks?|aggression|armed\s+conflict|hostilit\w+|invasion|escalation|threats?\b|breach\w*|violation)",
    re.IGNORECASE,
)
_BINDS = re.compile(r"\bbinding\b", re.IGNORECASE)
_IS_BINDING = re.compile(rf"{_WHOLE}(?:(?!\b(?:which|that|who)\b)[^.;(]){{0,80}}\bbinding\b")
_LEGAL_EFFECT = re.compile(
    r"\b(?:gives?\s+rise\s+to|giv(?:e|ing)\s+rise\s+to|creates?|establish(?:es)?|constitutes?|impos(?:e|es)|imply|implies)\b"
    r"[^.;]{0,60}\b(?:rights?|obligations?|commitments?)\b[^.;]{0,40}\b(?:law|legal)\b"
    r"|\b(?:legal|legally[\s-]binding)\s+(?:rights|obligations|commitments)\b",
    re.IGNORECASE,
)
_A_TREATY = re.compile(
    r"\b(?:is|constitutes?|be\s+considered)\s+(?P<not>not\s+)?(?:as\s+)?(?:an?\s+)?(?P<non>non-(?:normative|binding)\s+)?"
    r"(?:international\s+)?(?:legal\s+instrument|treaty|international\s+agreement|agreement)\b",
    re.IGNORECASE,
)
_ARTICLE_102 = re.compile(
    r"\bArticle\s+102\b[^.]{0,60}\bCharter\b|\bregist(?:er|ered|ration)\b[^.]{0,80}\bUnited\s+Nations\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|nor|neither|nothing|without)\b", re.IGNORECASE)
_ANNEX = re.compile(r"\b[Tt]his\s+[Aa]nnex\b")
_AMENDED = re.compile(
    rf"{_WHOLE}[^.;]{{0,60}}?\b(?:{_MODAL}\s+)?(?:only\s+)?be\s+(?:amended|modified|supplemented|revised|changed|altered)\b"
    rf"|\b(?:amend|modify|supplement|revise|alter)\s+(?:(?:and|or)\s+\w+\s+)?(?:the\s+provisions\s+of\s+)?(?:{_SELF}|these\s+provisions)"
    rf"|\b[Aa]mendments?\s+(?:and\s+\w+\s+)?to\s+(?:the\s+provisions\s+of\s+)?{_SELF}"
    rf"|\b(?:amend|modify|supplement|revise)\w*,?\s+(?:\w+,?\s+)?(?:or|and)\s+\w+\s+(?:the\s+cooperation|{_SELF})"
    r"|\bmodify\s+and\s+adapt\s+the\s+cooperation"
)
# "by the written consent of both Participants", and not the "by adding annexes" before it.
_HOW = re.compile(
    r"\b(?:only\s+)?(?:by|through|upon|with)\s+(?:(?!\b(?:by|through|upon|with)\b)[^.;]){0,80}?"
    r"\b(?:consent|agreement|arrangement|decision|majority|consensus|thirds)\b[^.;,]*"
)
_REVIEWED = re.compile(
    rf"\breview(?:s|ed|ing)?\s+(?:and\s+\w+\s+)?(?:of\s+)?(?:the\s+)?(?:implementation\s+of\s+|progress\s+[^.;]{{0,60}}under\s+|[\w’'\s-]{{0,40}}commitments\b)?"
    rf"(?:{_SELF}|(?<=commitments))"
    rf"|(?:{_SELF}|commitments(?:\s+under\s+{_SELF})?)[^.;]{{0,40}}\b(?:subject\s+to\s+(?:\w+\s+){{0,2}}review|be\s+reviewed|be\s+subject\s+to\s+(?:\w+\s+){{0,2}}review)\b"
    rf"|\breview\s+(?:the\s+)?(?:progress|implementation|status)\b[^.;]{{0,80}}{_SELF}"
    r"|\breview\s+of\s+the\s+[A-Z]{3,}\b|\bperiodic,?\s+(?:high-level\s+)?review\s+of\s+the\s+cooperation"
)
_PERIODS = (
    (re.compile(r"\b(?:annual|annually|yearly|each\s+year|every\s+year|once\s+a\s+year)\b", re.IGNORECASE), "P1Y"),
    (re.compile(r"\b(?:semi-?annual(?:ly)?|twice\s+a\s+year|biannual(?:ly)?)\b", re.IGNORECASE), "P6M"),
    (re.compile(r"\bquarterly\b", re.IGNORECASE), "P3M"),
    (re.compile(r"\bmonthly\b", re.IGNORECASE), "P1M"),
)
_OTHER = (
    r"(?:(?:[\w’'-]+\s+){0,3}?(?:Agreement|Accord|Memorandum|Treaty|Protocol|Declaration|Convention|Arrangement|Pact)\b[^.;]{0,200}"
    r"|[A-Z][A-Z-]{2,}(?:,?\s+(?:of\s+)?\d{4})?)"
)


def _named(group: str) -> str:
    return rf"(?:the\s+|its\s+|their\s+)?(?P<{group}>{_OTHER})"


_REPLACES = re.compile(
    rf"{_SELF}[^.;]{{0,120}}?\b(?:supersedes?(?:\s+and\s+replaces?)?|replaces?|repeals?|terminates|takes?\s+the\s+place\s+of)\s+"
    rf"{_named('active')}"
    rf"|\b{_named('passive')}\s+(?:is|are|{_MODAL}\s+be)\s+(?:hereby\s+)?(?:replaced|superseded|repealed)\s+by\s+{_SELF}"
    rf"|(?:entry\s+into\s+(?:force|effect)|signature)\s+of\s+{_SELF},?\s+{_named('ending')}\s+{_MODAL}\s+(?:terminate|cease|expire|be\s+terminated)"
)
_AMENDS = re.compile(
    rf"{_SELF}[^.;]{{0,80}}?\b(?:becomes?|constitutes?|forms?|is|be|become)\s+(?:an?\s+)?"
    rf"(?:(?:Addendum|addendum|Annex|annex|Supplement|supplement|Amendment|amendment|integral\s+part)\s+(?:to|of)|part\s+of)\s+{_named('joined')}"
    rf"|{_SELF}\s+(?:shall\s+|will\s+)?(?:amends?|supplements?|modif(?:y|ies)|revises?)\s+{_named('changed')}"
)
_OTHER_END = re.compile(
    r",?\s+(?:which|that|and\s+(?:shall|will)|as\s+of|upon|from\s+the\s+date|in\s+so\s+far|to\s+the\s+extent)\b|[,)]?\s*$"
)


def provisions(sentence: Sentence) -> list[ProvisionClaim]:
    """What one sentence of an instrument says about the instrument itself."""
    if not sentence.context.instrument:
        return []
    found = [reader(sentence) for reader in _READERS]
    return [claim for claim in found if claim is not None]


def _claim(sentence: Sentence, provision: str, value: str | None, **more: object) -> ProvisionClaim:
    return ProvisionClaim.model_validate(
        {
            **sentence.base(sentence.quote()),
            "provision": provision,
            "value": value,
            "agreement": sentence.context.title,
            "section": sentence.section,
            **more,
        }
    )


def _entry_into_force(sentence: Sentence) -> ProvisionClaim | None:
    text = sentence.span.text
    force = _FORCE.search(text)
    if force is None or re.search(r"\bamendments?\b", text[: force.start()], re.IGNORECASE):
        return None
    said = _RULE.match(text, force.end())
    if said is None:
        return None
    end = _RULE_END.search(said[0])
    rule = " ".join(said[0][: end.start() if end else None].split()).strip(" ,.")
    if _AT_SIGNATURE.fullmatch(rule):
        return _claim(sentence, "entry_into_force", UPON_SIGNATURE)
    dates = [
        mention.value for _, _, mention in sentence.times if mention.value and len(mention.value) == len("2024-02-16")
    ]
    day = next(
        (value for value in dates if re.fullmatch(r"(?:on|from|as of)\s+[^a-z]*\d.{0,25}", rule, re.IGNORECASE)), None
    )
    return _claim(sentence, "entry_into_force", day or rule)


def _term(sentence: Sentence) -> ProvisionClaim | None:
    text = sentence.span.text
    says, of = _TERM.search(text), _TERM_OF.search(text)
    if says is None and of is None:
        return None
    base = sentence.span.start_char
    for first, last, mention in sentence.durations:
        start, end = sentence.span.doc[first].idx - base, sentence.span.doc[last - 1].idx - base + len(mention.value)
        between = text[says.end() : start] if says and start >= says.start() else None
        told = between is not None and not _EXTENDS.search(between) and not _TERMINATE.search(between)
        counted = of is not None and 0 <= of.start() - end < _NEAR and not _EXTENDS.search(text[: of.start()])
        if mention.value.endswith(("Y", "M", "W", "D")) and not mention.value.startswith("PT") and (told or counted):
            return _claim(sentence, "term", mention.value)
    if says and _UNLIMITED.search(text, says.start()):
        return _claim(sentence, "term", INDEFINITE)
    return None


def _termination_notice(sentence: Sentence) -> ProvisionClaim | None:
    text, context = sentence.span.text, sentence.context
    ends = _TERMINATE.search(text)
    if ends:
        context.ending_section = sentence.section
    # The notice often stands in the sentence after the one that allows to terminate.
    same_article = sentence.section is not None and context.ending_section == sentence.section
    headed = any("terminat" in heading.lower() for heading in context.headings)
    if not (same_article or headed or ends) or not _NOTICE.search(text):
        return None
    if _EXTENDS.search(text) and not ends:
        return None
    lengths = [
        (sentence.span.doc[first].idx - sentence.span.start_char, mention.value)
        for first, _, mention in sentence.durations
        if not mention.value.startswith("PT")
    ]
    # "valid for ten years, unless terminated with a notice of one year": the term is no notice.
    after = [value for start, value in lengths if not _TERM.search(text[:start]) or (ends and start > ends.start())]
    shorter = [value for value in after if not value.endswith("Y")] or after
    return _claim(sentence, "termination_notice", shorter[0]) if shorter else None


def _consultation(sentence: Sentence) -> ProvisionClaim | None:
    text = sentence.span.text
    if not (_CONSULT.search(text) and _ATTACK.search(text)):
        return None
    within = [
        mention.value
        for first, _, mention in sentence.durations
        if mention.value.startswith("PT") or (mention.value.endswith("D") and _is_within(sentence, first))
    ]
    return _claim(sentence, "consultation", within[0]) if within else None


def _is_within(sentence: Sentence, first: int) -> bool:
    before = sentence.span.doc[max(sentence.span.start, first - 4) : first].text.lower()
    return re.search(r"\b(?:within|(?:no|not)\s+later\s+than|in\s+(?:no|not)\s+more\s+than)\b", before) is not None


def _legal_status(sentence: Sentence) -> ProvisionClaim | None:
    text = sentence.span.text
    # What an annex says of itself does not hold for the whole.
    if not re.search(_WHOLE, text) or _ANNEX.search(text):
        return None
    treaty = _A_TREATY.search(text)
    if _ARTICLE_102.search(text):
        return _claim(sentence, "legal_status", "non_binding" if _NOT.search(text) else "binding")
    if treaty and re.search(rf"(?:{_SELF}|\b(?:This|It))\s+$", text[: treaty.start()]):
        denied = treaty["not"] or treaty["non"]
        if denied or re.search(r"treaty|legal instrument|international agreement", treaty[0], re.IGNORECASE):
            return _claim(sentence, "legal_status", "non_binding" if denied else "binding")
    if _LEGAL_EFFECT.search(text) and _NOT.search(text):
        return _claim(sentence, "legal_status", "non_binding")
    binds = _BINDS.search(text)
    if binds and _IS_BINDING.search(text):
        return _claim(sentence, "legal_status", "non_binding" if _NOT.search(text[: binds.start()]) else "binding")
    return None


def _amendment(sentence: Sentence) -> ProvisionClaim | None:
    amended = _AMENDED.search(sentence.span.text)
    if amended is None:
        return None
    how = _HOW.search(sentence.span.text, amended.end())
    return _claim(sentence, "amendment", " ".join(how[0].split()) if how else None)


def _review(sentence: Sentence) -> ProvisionClaim | None:
    text = sentence.span.text
    if not _REVIEWED.search(text):
        return None
    period = next((mention.value for _, _, mention in sentence.durations), None)
    often = next((value for pattern, value in _PERIODS if pattern.search(text)), None)
    return _claim(sentence, "review", period or often)


def _replaces(sentence: Sentence) -> ProvisionClaim | None:
    return _other_instrument(sentence, "replaces", _REPLACES)


def _amends(sentence: Sentence) -> ProvisionClaim | None:
    return _other_instrument(sentence, "amends", _AMENDS)


def _other_instrument(sentence: Sentence, provision: str, pattern: re.Pattern[str]) -> ProvisionClaim | None:
    """What becomes of another instrument, by its title as the text prints it."""
    found = pattern.search(sentence.span.text)
    if found is None:
        return None
    other = next(value for value in found.groupdict().values() if value)
    end = _OTHER_END.search(other)
    return _claim(sentence, provision, " ".join(other[: end.start() if end else None].split()))


def _sum(sentence: Sentence) -> ProvisionClaim | None:
    amounts = tuple(amount for _, _, mention in sentence.sums for amount in mention.amounts)
    if not amounts:
        return None
    future = any(clause.modal in {"will", "shall", "would"} for clause in sentence.clauses)
    return _claim(sentence, "sum", None, amounts=amounts, future=future)


_READERS: tuple[Callable[[Sentence], ProvisionClaim | None], ...] = (
    _entry_into_force,
    _term,
    _termination_notice,
    _consultation,
    _legal_status,
    _amendment,
    _review,
    _replaces,
    _amends,
    _sum,
)
