"""The model: what is compared between two reports, and the weight of each outcome, as a file that can be learned anew."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.extract.yaml_file import load_yaml

CODEBOOK = Path(__file__).parents[2] / "codebook"
FILE = CODEBOOK / "linkage.yaml"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(_Entry):
    """One outcome of a comparison. `when` is SQL on the columns of two reports, with _l and _r behind their names.

    `bits` is the weight, the binary logarithm of how many times likelier the outcome is in two reports of one incident
    than in two of different ones; None where the outcome says nothing, as where a field is missing. `says` is what a
    reader is told. `at` is the level's place on a scale, where a comparison is one: its weight is then the scale's
    slope times that. `fixed` keeps a weight that is reasoned and not estimated.
    """

    name: str
    when: str
    says: str = ""
    bits: float | None = None
    at: float | None = None
    fixed: bool = False


class Compared(_Entry):
    """One comparison. The first level whose condition holds is the outcome; the last level's condition is ELSE."""

    name: str
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]


class Model(_Entry):
    """How two reports of one sort are compared.

    `prior` is the weight, in bits, of any pair before it is compared. Two reports, or groups, go together where the
    probability is on average at least `threshold`.
    """

    name: str
    prior: float
    threshold: Annotated[float, Field(gt=0, lt=1)]
    comparisons: tuple[Compared, ...]


class Models(_Entry):
    """The file of models."""

    version: str
    models: tuple[Model, ...]

    def named(self, name: str) -> Model:
        """The model of that name. Raises KeyError where there is none."""
        for model in self.models:
            if model.name == name:
                return model
        raise KeyError(name)


@cache
def load_models(path: Path = FILE) -> Models:
    """Read the file of models. Raises CodebookError with the lines to mend, OSError where it cannot be opened."""
    return load_yaml(path, Models)
