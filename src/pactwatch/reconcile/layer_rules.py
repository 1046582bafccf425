"""The rules of context layers: which kind of layer supports or weakens which types of incident, how near and when."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pactwatch.extract.claim import IncidentType
from pactwatch.extract.yaml_file import MisfitError, load_yaml
from pactwatch.read.context_layer import Confidence, LayerKind

_KEYS: dict[LayerKind, tuple[str, ...]] = {
    "line_of_contact": ("within_km", "beyond_km", "of_areas"),
    "air_raid_alerts": ("hours_before", "hours_after", "weakens_without"),
    "thermal_anomalies": ("within_km", "hours_before", "hours_after", "confidence"),
}
_NEEDED: dict[LayerKind, tuple[str, ...]] = {
    "line_of_contact": ("within_km",),
    "air_raid_alerts": (),
    "thermal_anomalies": ("within_km", "confidence"),
}


class LayerRule(BaseModel):
    """One rule. Distances in km from the edge of the circle in which the incident may lie, hours around its days."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    layer: LayerKind
    types: tuple[IncidentType, ...] = Field(min_length=1)
    within_km: float | None = Field(None, ge=0, description="an entry no further away supports")
    beyond_km: float | None = Field(None, gt=0, description="where the nearest is further away, it weakens")
    of_areas: Literal["inside", "edge"] | None = Field(None, description="what the distance to an area counts to")
    hours_before: float = Field(0, ge=0, le=240)
    hours_after: float = Field(0, ge=0, le=240)
    confidence: tuple[Confidence, ...] = ()
    weakens_without: bool = Field(False, description="a region that is covered, without an alert, weakens")


class LayerRules(BaseModel):
    """What layers.yaml says. Misfits, such as a key that a kind of layer does not have, are told with their place."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    places: dict[str, float]
    longest_days: int = Field(ge=1)
    rules: tuple[LayerRule, ...]

    @model_validator(mode="after")
    def _fits(self) -> LayerRules:
        for name, radius in self.places.items():
            if radius < 0:
                raise MisfitError((("places", name), f"`{name}` is {radius} km; write 0 or more"))
        seen: set[str] = set()
        for number, rule in enumerate(self.rules):
            if rule.id in seen:
                raise MisfitError((("rules", number, "id"), f"`{rule.id}` is given twice; give each rule its own id"))
            seen.add(rule.id)
            given = rule.model_fields_set - {"id", "layer", "types"}
            for key in sorted(given - set(_KEYS[rule.layer])):
                message = f"a rule of {rule.layer} has no `{key}`; it may have {', '.join(_KEYS[rule.layer])}"
                raise MisfitError((("rules", number, key), message))
            for key in _NEEDED[rule.layer]:
                if key not in given:
                    raise MisfitError((("rules", number), f"a rule of {rule.layer} needs `{key}`"))
            if rule.within_km is not None and rule.beyond_km is not None and rule.beyond_km <= rule.within_km:
                raise MisfitError((("rules", number, "beyond_km"), "`beyond_km` must be more than `within_km`"))
        return self


def load_layer_rules(path: Path) -> LayerRules:
    """Read the rules from a file. Raises CodebookError with every fault and its line; OSError."""
    return load_yaml(path, LayerRules)


@lru_cache(maxsize=1)
def layer_rules() -> LayerRules:
    """The rules that come with Pactwatch. Raises CodebookError where the file has to be mended."""
    with as_file(files("pactwatch") / "codebook" / "layers.yaml") as path:
        return load_layer_rules(path)
