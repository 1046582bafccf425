"""The floors: what the extractor must reach on the examples, and the corpus that they were measured on."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scoring import SCORED_FIELDS

MEASURES = ("recall", "precision", "f1", "fields_right")
KINDS = (*SCORED_FIELDS, "all")
SIMULATED, ALONE = "simulated", "simulated, judging alone"
SIMULATED_MEASURES = ("verdicts_right", "rightly_accused", "open_precision", "open_recall", "violators_right")
HELD = {
    **dict.fromkeys(KINDS, MEASURES),
    **dict.fromkeys((SIMULATED, ALONE), SIMULATED_MEASURES),
}
"""The measures that can have a floor, by what they are of."""


@dataclass
class Floors:
    """Floors by kind and measure, None where none is set; the hashes of the corpus; and why any floor was lowered."""

    corpus: dict[str, str] = field(default_factory=dict)
    floors: dict[str, dict[str, float | None]] = field(default_factory=dict)
    lowered: list[dict[str, object]] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path) -> Floors:
        """Read the file. Raises ValueError where it is not JSON, or has other keys than a floors file."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            return cls(content["corpus"], content["floors"], content["lowered"])
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ValueError(
                f"{path}: not a floors file ({error}); restore it from the repository's history"
            ) from None

    def save(self, path: Path) -> None:
        """Write the file."""
        content = {"corpus": self.corpus, "floors": self.floors, "lowered": self.lowered}
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    def floor(self, kind: str, measure: str) -> float | None:
        """The floor of a measure, None where none is set."""
        return self.floors.get(kind, {}).get(measure)

    def missed(self, scores: Mapping[str, object]) -> list[str]:
        """Each floor that the scores are below, in words."""
        below = []
        for kind, measures in HELD.items():
            for measure in measures:
                floor, value = self.floor(kind, measure), measured(scores, kind, measure)
                if floor is not None and value < floor:
                    below.append(f"{kind}: {measure} is {value:.3f}, the floor is {floor:.3f}")
        return below

    def raise_to(self, scores: Mapping[str, object]) -> list[str]:
        """Set every floor that is beaten or not set yet to the score; gives what changed, in words."""
        return self._move(scores, lambda floor, value: floor is None or value > floor)

    def lower_to(self, scores: Mapping[str, object], because: str, today: str) -> list[str]:
        """Set every floor that is missed to the score, and record when and why; gives what changed, in words."""
        changes = self._move(scores, lambda floor, value: floor is not None and value < floor)
        if changes:
            self.lowered.append({"date": today, "because": because, "changes": changes})
        return changes

    def _move(self, scores: Mapping[str, object], moves: Callable[[float | None, float], bool]) -> list[str]:
        changes = []
        for kind, measures in HELD.items():
            if kind not in KINDS and kind not in scores:
                continue
            for measure in measures:
                floor, value = self.floor(kind, measure), measured(scores, kind, measure)
                if moves(floor, value):
                    self.floors.setdefault(kind, {})[measure] = value
                    before = "unset" if floor is None else f"{floor:.3f}"
                    changes.append(f"{kind}: {measure} from {before} to {value:.3f}")
        return changes


def measured(scores: Mapping[str, object], kind: str, measure: str) -> float:
    """A score as it is compared with its floor: rounded down to three places; zero where there is nothing to rate."""
    value = getattr(scores[kind], measure) if kind in scores else None
    return math.floor((value or 0.0) * 1000 + 1e-9) / 1000


def corpus_hashes(examples: Iterable[Path], gold: Path) -> dict[str, str]:
    """The SHA-256 of the example documents with their side-cars (names and bytes) and of the gold."""
    whole = hashlib.sha256()
    for path in sorted(examples, key=lambda each: each.name):
        whole.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return {"examples": whole.hexdigest(), "gold": hashlib.sha256(gold.read_bytes()).hexdigest()}
