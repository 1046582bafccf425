"""Provisions in Ukrainian: what an instrument says about itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pactwatch.extract.claim import ProvisionClaim
from pactwatch.extract.dates import find_times
from pactwatch.extract.money import find_amounts
from pactwatch.extract.ukrainian.codebook import UkrainianCodebook
from pactwatch.extract.ukrainian.durations import durations_in
from pactwatch.extract.ukrainian.paragraph import Sentence
from pactwatch.extract.ukrainian.phrases import Phrases, pattern_of
from pactwatch.extract.ukrainian.predicates import Predicates

_PLACE = re.compile(
    r"^\W*\w+\s+(?:у|в)?\s*(?:м\.\s*|місті\s+)?(?P<place>[А-ЯІЇЄҐ][а-яіїєґ'’ʼ-]+(?:[- ][А-ЯІЇЄҐ][а-яіїєґ'’ʼ-]+){0,2})"
)
_ITS = re.compile(
    r"\b(?:вона|він|воно|її|його|угод\w+|договор\w+|договір|меморандум\w*|деклараці\w+|дія|дію)\b", re.IGNORECASE
)
_ITS_OWN = re.compile(r"(?:вона|він|воно|її|його)\b", re.IGNORECASE)
_NEAR_THE_BEGINNING = 25
# "за шість місяців", "через шість місяців": a time before the end, and not how long the instrument lasts.
_AHEAD = re.compile(r"\b(?:за|через|ніж)\s*$", re.IGNORECASE)
_LASTING = re.compile(r"\b(?:протягом|упродовж|на|строком|становить)\s*$", re.IGNORECASE)
_DAY = r"[«\"“]?\s?(?P<day>\d{1,2})\s?[»\"”]?(?:-?го)?\s+(?P<month>%s)\s+(?P<year>\d{4})"


class ProvisionReader:
    """Reads what a sentence of an instrument says about the instrument itself, by the codebook's words."""

    def __init__(self, codebook: UkrainianCodebook) -> None:
        words = codebook.provisions
        self._predicates = Predicates(codebook.promises)
        self._signature = re.compile(rf"^\W*(?:{_any(words.signature)})", re.IGNORECASE)
        self._day = re.compile(_DAY % "|".join(words.months), re.IGNORECASE)
        self._force = _phrases(words.entry_into_force)
        self._rule = _phrases(words.rule)
        self._term = _phrases(words.term)
        self._terminate = _phrases(words.termination)
        self._notice = _phrases(words.notice)
        self._consult = _phrases(words.consultation)
        self._attack = _phrases(words.attack)
        self._status = _phrases(words.legal_status)
        self._not = _phrases(words.not_)
        self._amendment = _phrases(words.amendment)
        self._amending = _phrases(words.amending)
        self._agreed_by = _phrases(words.agreed_by)
        self._review = _phrases(words.review)
        self._each_year = _phrases(words.each_year)
        self._twice_a_year = _phrases(words.twice_a_year)
        # "ця Угода", "цієї двосторонньої Угоди": one word may stand between.
        self._this = re.compile(rf"(?:{_any(words.this)})\s+(?:\w+\s+)?(?:{_any(words.instruments)})", re.IGNORECASE)
        # "Угода набирає чинності", with a capital and no other instrument's name after it.
        self._bare = re.compile(rf"(?:{_any(words.instruments)})(?!\s+(?:про|між|від|щодо|з|«))", re.IGNORECASE)

    def provisions(self, sentence: Sentence) -> list[ProvisionClaim]:
        """What one sentence says about the instrument, one claim for each kind of provision."""
        readers: tuple[Callable[[Sentence], ProvisionClaim | None], ...] = (
            self._signed,
            self._into_force,
            self._valid_for,
            self._notice_of_end,
            self._consultation,
            self._legal_status,
            self._amended,
            self._reviewed,
            self._sum,
        )
        found = [read(sentence) for read in readers]
        return [claim for claim in found if claim is not None]

    def _signed(self, sentence: Sentence) -> ProvisionClaim | None:
        if not self._signature.search(sentence.words):
            return None
        date = self._date(sentence.words)
        place = _PLACE.search(sentence.words)
        if date is None:
            return None
        return _claim(sentence, "signature", date, date=date, place=place["place"] if place else None)

    def _into_force(self, sentence: Sentence) -> ProvisionClaim | None:
        words = sentence.words
        force = self._force.first(words)
        if force is None or not self._about_itself(sentence) or self._amends(words):
            return None
        rule = self._rule.first(words, force.end)
        stop = re.search(r"[,;.]|\s(?:та|і)\s+(?:діє|залиша|є чинн)", words[rule.start :]) if rule else None
        told = words[rule.start : rule.start + stop.start() if stop else len(words)].strip(" .") if rule else None
        return _claim(sentence, "entry_into_force", self._date(words) or told)

    def _valid_for(self, sentence: Sentence) -> ProvisionClaim | None:
        words = sentence.words
        said = self._term.first(words)
        if said is None or not self._about_itself(sentence):
            return None
        # "протягом десятирічного строку дії цієї Угоди" tells of a term that another article sets.
        years = [
            each.value
            for each in durations_in(words)
            if each.value.endswith("Y")
            and (each.start > said.start or self._headed_term(sentence))
            and not _AHEAD.search(words[: each.start])
        ]
        return _claim(sentence, "term", years[0]) if years else None

    def _notice_of_end(self, sentence: Sentence) -> ProvisionClaim | None:
        words, reading = sentence.words, sentence.reading
        ends = self._terminate.first(words) is not None and self._about_itself(sentence)
        if ends:
            reading.ending_section = sentence.section
        # The notice often stands in the sentence after the one that allows to terminate.
        same_article = sentence.section is not None and reading.ending_section == sentence.section
        if not (ends or same_article) or not self._notice.first(words):
            return None
        lengths = [each for each in durations_in(words) if not each.value.startswith("PT")]
        periods = [each.value for each in lengths if _AHEAD.search(words[: each.start])]
        periods = periods or [each.value for each in lengths if not _LASTING.search(words[: each.start])]
        return _claim(sentence, "termination_notice", periods[0]) if periods else None

    def _consultation(self, sentence: Sentence) -> ProvisionClaim | None:
        words = sentence.words
        about_attack = self._attack.first(words) or any(self._attack.first(each) for each in sentence.headings)
        if not self._consult.first(words) or not about_attack:
            return None
        hours = [each.value for each in durations_in(words) if each.value.startswith("PT")]
        return _claim(sentence, "consultation", hours[0]) if hours else None

    def _legal_status(self, sentence: Sentence) -> ProvisionClaim | None:
        words = sentence.words
        status = self._status.first(words)
        if status is None or not self._about_itself(sentence):
            return None
        return _claim(sentence, "legal_status", "non_binding" if self._not.first(words) else "binding")

    def _amended(self, sentence: Sentence) -> ProvisionClaim | None:
        words = sentence.words
        if not self._amends(words) or not self._about_itself(sentence):
            return None
        way = self._agreed_by.first(words)
        stop = re.search(r"[,;]|\.\s*$|\s(?:може|можуть|вноситься|вносяться)\b", words[way.start :]) if way else None
        told = words[way.start : way.start + stop.start() if stop else len(words)].strip() if way else None
        return _claim(sentence, "amendment", told)

    def _reviewed(self, sentence: Sentence) -> ProvisionClaim | None:
        words = sentence.words
        if not self._review.first(words) or not self._about_itself(sentence):
            return None
        if self._each_year.first(words):
            return _claim(sentence, "review", "P1Y")
        if self._twice_a_year.first(words):
            return _claim(sentence, "review", "P6M")
        return _claim(sentence, "review", next((each.value for each in durations_in(words)), None))

    def _sum(self, sentence: Sentence) -> ProvisionClaim | None:
        amounts = tuple(amount for mention in find_amounts(sentence.words) for amount in mention.amounts)
        if not amounts:
            return None
        return _claim(sentence, "sum", None, amounts=amounts, future=self._promises(sentence.words))

    def _promises(self, words: str) -> bool:
        return any(predicate.firmness != "considered" for predicate in self._predicates.find(words, 0, len(words)))

    def _amends(self, words: str) -> bool:
        return self._amendment.first(words) is not None and self._amending.first(words) is not None

    def _about_itself(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of the instrument: "ця Угода", or "вона" and "її" in an article on its validity."""
        reading = sentence.reading
        if self._this.search(sentence.words):
            reading.itself_section = sentence.section
            return True
        bare = self._bare.search(sentence.words)
        if bare is not None and bare.group(0)[0].isupper() and bare.start() <= _NEAR_THE_BEGINNING:
            return True
        same = sentence.section is not None and sentence.section == reading.itself_section
        if same and _ITS_OWN.match(sentence.words):
            return True
        return self._headed_term(sentence) and _ITS.search(sentence.words) is not None

    def _headed_term(self, sentence: Sentence) -> bool:
        heading = sentence.headings[-1] if sentence.headings else ""
        return bool(
            self._term.first(heading) or self._terminate.first(heading) or self._force.first(heading)
            or self._amendment.first(heading)
        )  # fmt: skip

    def _date(self, words: str) -> str | None:
        written = self._day.search(words)
        text = f"{int(written['day'])} {written['month']} {written['year']} року" if written else words
        return next((each.value for each in find_times(text, None) if each.value and len(each.value) == 10), None)


def _claim(sentence: Sentence, provision: str, value: str | None, **more: object) -> ProvisionClaim:
    return ProvisionClaim.model_validate(
        {**sentence.base(sentence.start, sentence.end), "provision": provision, "value": value, **more}
    )


def _phrases(words: Iterable[str]) -> Phrases[bool]:
    return Phrases((word, True) for word in words)


def _any(words: Iterable[str]) -> str:
    return "|".join(pattern_of(word) for word in sorted(words, key=len, reverse=True))
