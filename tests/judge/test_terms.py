from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from judge.terms import PAUSE, pause, rule
from pactwatch.extract.yaml_file import CodebookError
from pactwatch.judge.duration import duration
from pactwatch.judge.terms import Terms, load_terms

REPOSITORY = Path(__file__).parents[2]


def written(tmp_path: Path, terms: dict[str, Any]) -> Path:
    path = tmp_path / "terms.yaml"
    # JSON is YAML, and unlike a dump of YAML it writes a list out that stands twice.
    path.write_text(json.dumps(terms, indent=1), encoding="utf-8")
    return path


def test_terms_are_read_from_their_file(tmp_path: Path) -> None:
    terms = load_terms(written(tmp_path, PAUSE))
    assert terms == pause()
    assert terms.in_force[0].first == date(2025, 3, 18)
    assert terms.party_of("DPR") == "RUS"
    assert terms.party_of("BLR") is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rules": [rule(by=["RUS", "FRA"])]}, "`FRA` is not among the parties (RUS, UKR)"),
        ({"rules": [rule(where=["sea"])]}, "`sea` is not among the zones (coast)"),
        ({"rules": [rule(types=["shooting"])]}, "`shooting` is not allowed here"),
        ({"rules": [rule(), rule()]}, "`energy` is given twice"),
        ({"in_force": [{"from": "2025-04-17", "until": "2025-04-17"}]}, "is not after `from`"),
        ({"in_force": [{"from": "soon"}]}, "should be a date"),
        ({"activates": [{**PAUSE["activates"][0], "within": "24 hours"}]}, "write one like PT24H"),
        ({"activates": [{**PAUSE["activates"][0], "when": {"rules": ["fire"]}}]}, "`fire` is not among the rules"),
        ({"parties": [{"actor": "RUS", "adverse_to": ["FRA"]}, {"actor": "UKR"}]}, "`FRA` is not among the parties"),
        ({"rules": [{**rule(), "exceptions": [{"id": "x", "words": "y"}]}]}, "would undo the rule"),
        ({"rule": []}, "did you mean `rules`?"),
    ],
)
def test_a_fault_is_told_with_file_line_and_mend(change: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=re.escape(message)) as caught:
        load_terms(written(tmp_path, {**PAUSE, **change}))
    assert re.match(r".*terms\.yaml, line \d+: ", str(caught.value))


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_terms(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT24H", timedelta(hours=24)),
        ("P2W", timedelta(14)),
        ("P1DT12H", timedelta(1.5)),
        ("PT90M", timedelta(hours=1.5)),
    ],
)
def test_durations(text: str, expected: timedelta) -> None:
    assert duration(text) == expected


@pytest.mark.parametrize("text", ["", "P", "PT", "P1DT", "24h", "P1M", "P1Y", "PT-1H"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        duration(text)


def test_the_standards_differ_in_what_suffices() -> None:
    lower, higher = pause(), pause(standard_of_evidence={"name": "clear_and_convincing"})
    assert lower.standard_of_evidence.suffices == ("confirmed", "fair")
    assert higher.standard_of_evidence.suffices == ("confirmed",)
    assert higher.standard_of_evidence.negligible == ()


def test_the_terms_in_the_documentation_are_good(tmp_path: Path) -> None:
    text = (REPOSITORY / "docs" / "terms.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    whole = [block for block in blocks if block.startswith("name:")]
    assert whole
    for number, block in enumerate(whole):
        path = tmp_path / f"{number}.yaml"
        path.write_text(block, encoding="utf-8")
        load_terms(path)


def test_every_key_is_documented() -> None:
    text = (REPOSITORY / "docs" / "terms.md").read_text(encoding="utf-8")
    schema = Terms.model_json_schema(by_alias=True)
    keys = set(schema["properties"])
    for model in schema["$defs"].values():
        keys |= set(model.get("properties", {}))
    assert not {key for key in keys if f"`{key}`" not in text}
