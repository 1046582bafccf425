"""The codebook of tallies: tallies.yaml, checked, with the patterns that its words make."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pactwatch.extract.claim import Measure
from pactwatch.extract.tally_figures import QUANTITY
from pactwatch.extract.yaml_file import load_yaml

# Words that may stand between a measure and its figure: "violations – recording 4,848 of them", "violations (about 6,850".
_TO_FIGURE = (
    r"\s*(?:\([^)\d]*\)\s*)?(?:[–—:,(-]|recorded|recording|was|were|noting|at|to|reached"
    r"|totalled)(?:\s*(?:recording|with|a\s+total\s+of|at|to|was|were))?\s*"
)
# "violations along the contact line – around 9,700", "weapons in violation of the withdrawal lines (141 over the two weeks".
_FAR_TO_FIGURE = r"(?:\s+[a-z]+){1,6}?\s*[–—(]\s*"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Monitor(_Entry):
    """A mission, by its code in actors.yaml, and the names that its briefs use."""

    code: str
    names: tuple[str, ...]


class MeasureEntry(_Entry):
    """Something counted, and the words for it."""

    measure: Measure
    words: tuple[str, ...]


class TallyWords(_Entry):
    """tallies.yaml."""

    version: str
    monitors: tuple[Monitor, ...]
    measures: tuple[MeasureEntry, ...]
    times: tuple[MeasureEntry, ...]
    comparing: tuple[str, ...]
    before: tuple[str, ...]

    @classmethod
    def load(cls, folder: Path) -> TallyWords:
        """Read tallies.yaml in a folder. Raises CodebookError with file, line and mend."""
        return load_yaml(folder / "tallies.yaml", cls)

    def monitor_in(self, text: str) -> str | None:
        """The mission that a text names; None where it names none."""
        for monitor in self.monitors:
            if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in monitor.names):
                return monitor.code
        return None

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Words that a broken line may have to be put together to."""
        every = [word for entry in self.measures for word in entry.words] + [*self.comparing, *self.before]
        return frozenset(word for phrase in every for word in phrase.split()) | {
            "between",
            "recorded",
            "period",
            "number",
            "injured",
            "killed",
        }

    @cached_property
    def patterns(self) -> tuple[tuple[Measure, tuple[re.Pattern[str], ...]], ...]:
        """For each measure the ways in which a figure of it is written."""
        found: list[tuple[Measure, tuple[re.Pattern[str], ...]]] = []
        for entry in self.measures:
            words = _any(entry.words)
            found.append(
                (
                    entry.measure,
                    (
                        re.compile(
                            rf"(?<![\w.,]){QUANTITY}\s+(?:(?:further|additional|new|confirmed|undetermined)\s+)?{words}"
                        ),
                        re.compile(rf"{words}{_TO_FIGURE}(?<![\w.,]){QUANTITY}"),
                        re.compile(rf"{words}{_FAR_TO_FIGURE}(?<![\w.,]){QUANTITY}"),
                        re.compile(rf"\b[Tt]otal\s+number\s+of\s+{words}\b[^.;]{{0,90}}?\s(?:to|at)\s+{QUANTITY}"),
                    ),
                )
            )
        for entry in self.times:
            found.append(
                (
                    entry.measure,
                    (
                        re.compile(
                            rf"{_any(entry.words)}\s+(?:on\s+)?{QUANTITY}\s+(?:times"
                            rf"|occasions)"
                        ),
                    ),
                )
            )
        return tuple(found)

    @cached_property
    def comparison(self) -> re.Pattern[str]:
        """A figure introduced as that of the period before."""
        return re.compile(rf"{_any(self.comparing)}\s+(?:the\s+)?(?<![\w.,]){QUANTITY}")

    @cached_property
    def previous(self) -> re.Pattern[str]:
        """A figure that stands in brackets or after a dash with "in the previous period" behind it."""
        return re.compile(
            rf"[(–—,-]\s*{QUANTITY}(?:\s+[a-z]+){{0,3}}\s*,?\s+(?:in|during|for"
            rf"|over)\s+the\s+{_any(self.before)}"
        )


def _any(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + ")"
