"""Lines of a person's decisions among reports: that some are of one incident, or that none of them is that of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.reconcile.linkage.decided import Decided


class DecisionLine(BaseModel):
    """What a person decided about reports, by their names; or about one of a report's incidents, as `NAME.2`."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    decision: Literal["same", "different"]
    reports: Annotated[tuple[str, ...], Field(min_length=2)]
    by: str = Field(min_length=1)
    reason: str = Field(min_length=1)


class DecisionLines:
    """The decisions in a file, and what becomes of them. On the same two reports, the later line holds.

    `given` are the lines with their numbers.
    """

    def __init__(self) -> None:
        """Begin without decisions."""
        self.decided = Decided()
        self.given: list[tuple[int, DecisionLine]] = []
        self._reasons: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, number: int, line: DecisionLine) -> None:
        """Take in the decision of the line of that number."""
        self.given.append((number, line))

    def apply(self, items_of: Mapping[str, Sequence[str]], fault: Callable[[int, str], None]) -> None:
        """Decide, when all reports are known with the names of their items; `fault` is told a line that cannot be used."""
        known = {item for items in items_of.values() for item in items}
        for number, line in self.given:
            names = []
            for report in dict.fromkeys(line.reports):
                items = items_of.get(report, ())
                if len(items) == 1 or report in known:
                    names.append(items[0] if len(items) == 1 else report)
                elif items:
                    fault(number, f"the report {report} tells of several incidents; name one of {', '.join(items)}")
                else:
                    fault(number, f"the report {report} is not in the file")
            if len(names) != len(set(line.reports)):
                continue
            (self.decided.same if line.decision == "same" else self.decided.different)(names)
            for name in names:
                others = ", ".join(other for other in names if other != name)
                what = "the same incident as" if line.decision == "same" else "another incident than"
                self._reasons[name].append(f"{line.by} decided that it is {what} {others}: {line.reason}")

    def reasons(self, item: str) -> Sequence[str]:
        """What a person decided about an item, in words, in the order of the lines."""
        return self._reasons.get(item, ())
