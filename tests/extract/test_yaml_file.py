"""What load_yaml reads, and what it says of a file that has to be mended."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, model_validator

from pactwatch.extract.yaml_file import CodebookError, MisfitError, load_yaml


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Actor(_Strict):
    code: str
    kind: Literal["state", "body", "person"] = "state"
    aliases: list[str] = []
    since: date | None = None
    members: int | None = None
    active: bool = True


class Ratio(_Strict):
    type: Literal["ratio"]
    share: float


class Amount(_Strict):
    type: Literal["amount"]
    value: float


class Codebook(_Strict):
    actors: list[Actor] = []
    rules: list[Annotated[Ratio | Amount, Field(discriminator="type")]] = []
    verbs: dict[str, list[str]] = {}

    @model_validator(mode="after")
    def _codes_differ(self) -> Codebook:
        codes = [actor.code for actor in self.actors]
        twice = [number for number, code in enumerate(codes) if code in codes[:number]]
        if twice:
            raise MisfitError(*(((("actors", number, "code"), f"`{codes[number]}` again")) for number in twice))
        return self


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "codebook"
    folder.mkdir()
    return folder / "actors.yaml"


def faults(file: Path, text: str) -> list[str]:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_yaml(file, Codebook)
    return str(caught.value).splitlines()


def test_words_that_yaml_takes_for_something_else_stay_text(file: Path) -> None:
    file.write_text("actors: [{code: NO, aliases: [on, 2024-02-16, 0x10, 1.0, 12:30]}]\n", encoding="utf-8")
    actor = load_yaml(file, Codebook).actors[0]
    assert actor.code == "NO"
    assert actor.aliases == ["on", "2024-02-16", "0x10", "1.0", "12:30"]


def test_text_becomes_what_the_model_wants(file: Path) -> None:
    file.write_text("actors:\n  - {code: FRA, since: 2024-02-16, members: 3, active: no}\n", encoding="utf-8")
    actor = load_yaml(file, Codebook).actors[0]
    assert (actor.since, actor.members, actor.active) == (date(2024, 2, 16), 3, False)


def test_a_file_with_a_byte_order_mark_is_read(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfactors: [{code: FRA}]\n")
    assert load_yaml(file, Codebook).actors[0].code == "FRA"


def test_a_list_that_is_not_one(file: Path) -> None:
    assert faults(file, "# actors\nactors:\n  - code: FRA\n    aliases: France\n") == [
        "codebook/actors.yaml, line 4: aliases: should be a list; write `aliases: [France]`"
    ]


def test_an_unknown_key_gets_the_nearest(file: Path) -> None:
    assert faults(file, "actors:\n  - {code: FRA,\n     alises: [France]}\n") == [
        "codebook/actors.yaml, line 3: alises: unknown key; did you mean `aliases`?"
    ]


def test_an_unknown_key_like_none_gets_them_all(file: Path) -> None:
    (line,) = faults(file, "actors:\n  - {code: FRA, zzz: 1}\n")
    assert line.endswith("zzz: unknown key; known are: code, kind, aliases, since, members, active")


def test_a_missing_key(file: Path) -> None:
    assert faults(file, "actors:\n  - {code: FRA}\n  - {kind: state}\n") == [
        "codebook/actors.yaml, line 3: code: missing; add `code: ...`"
    ]


def test_a_value_that_is_not_allowed_gets_the_allowed_nearest_first(file: Path) -> None:
    assert faults(file, "actors: [{code: EU, kind: boddy}]\n") == [
        "codebook/actors.yaml, line 1: kind: `boddy` is not allowed here; write one of: body, person, state"
    ]


@pytest.mark.parametrize(
    ("entry", "mend"),
    [
        ("members: many", "members: should be a whole number, found `many`"),
        ("since: last May", "since: should be a date like 2024-02-16, found `last May`"),
        ("active: perhaps", "active: should be true or false, found `perhaps`"),
        ("code: [FRA]", "code: should be a text, found a list"),
        ("code: ", "code: should be a text, found nothing"),
        ("aliases: [France, [Republic]]", "aliases, item 2: should be a text, found a list"),
    ],
)
def test_a_value_of_the_wrong_kind(file: Path, entry: str, mend: str) -> None:
    other = "" if entry.startswith("code") else "code: FRA, "
    assert faults(file, f"actors:\n  - {{{other}{entry}}}\n") == [f"codebook/actors.yaml, line 2: {mend}"]


def test_an_entry_that_is_no_mapping(file: Path) -> None:
    assert faults(file, "actors:\n  - FRA\n") == [
        "codebook/actors.yaml, line 2: actors, item 1: should be a mapping with keys, found `FRA`; write `code: ...`"
    ]


def test_a_tag_of_a_union(file: Path) -> None:
    assert faults(file, "rules:\n  - {type: ration, share: 1}\n  - {type: amount, share: 1}\n") == [
        "codebook/actors.yaml, line 2: rules, item 1: type: `ration` is not allowed here; write one of: ratio, amount",
        "codebook/actors.yaml, line 3: share: unknown key; known are: type, value",
        "codebook/actors.yaml, line 3: value: missing; add `value: ...`",
    ]


def test_a_key_given_twice(file: Path) -> None:
    assert faults(file, "verbs:\n  send: [sends]\n  train: [trains]\n  send: [sent]\n") == [
        "codebook/actors.yaml, line 4: send: given twice, first in line 2; keep one"
    ]


def test_entries_that_do_not_fit_each_other_keep_their_lines(file: Path) -> None:
    assert faults(file, "actors:\n  - {code: FRA}\n  - {code: DEU}\n  - {code: FRA}\n") == [
        "codebook/actors.yaml, line 4: code: `FRA` again"
    ]


def test_every_fault_is_told_in_the_order_of_the_lines(file: Path) -> None:
    lines = faults(file, "actors:\n  - {cod: FRA}\n  - {code: DEU, kind: land}\nverbs: [send]\n")
    assert [line.split(":")[0].rpartition(" ")[2] for line in lines] == ["2", "2", "3", "4"]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("actors: [\n  {code: FRA}\n", 3, "not closed"),
        ("actors:\n\t- code: FRA\n", 2, "indent with spaces"),
        ("actors:\n  - code: FRA: GER\n", 2, "quotes around"),
        ("actors:\n  - code: 'FRA\n", 3, "close it"),
        ("actors:\n  - code: FRA\n   kind: state\n", 3, "indentation"),
        ("actors: &all [*all]\n", 1, "write the value out"),
        ("actors: *all\n", 1, "write the value out"),
        ("actors: []\n---\nactors: []\n", 2, "keep one"),
        ("actors: []\nnote: \x01\n", 2, "control character"),
        ("", 1, "the file is empty"),
        ("- a list\n", 1, "should be a mapping with keys"),
        ("? [a, b]\n: c\n", 1, "a key must be a single word"),
    ],
)
def test_what_is_not_yaml_names_its_line(file: Path, text: str, line: int, word: str) -> None:
    first = faults(file, text)[0]
    assert first.startswith(f"codebook/actors.yaml, line {line}: ")
    assert word in first


def test_few_lines_cannot_stand_for_gigabytes(file: Path) -> None:
    layers = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12)]
    lines = faults(file, "\n".join(["l0: &l0 [lol]", *layers]))
    assert any("write the value out" in line for line in lines)


def test_bytes_that_are_not_utf8(file: Path) -> None:
    file.write_bytes("actors:\n  - code: Élysée\n".encode("latin-1"))
    with pytest.raises(CodebookError, match="line 2: not UTF-8 text; save the file as UTF-8"):
        load_yaml(file, Codebook)


def test_the_error_holds_the_first_fault(file: Path) -> None:
    file.write_text("actors:\n  - {code: FRA, kind: land}\n", encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_yaml(file, Codebook)
    assert caught.value.path == file
    assert caught.value.line == 2
    assert caught.value.message.startswith("kind: ")


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_yaml(tmp_path / "none.yaml", Codebook)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_line(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    try:
        load_yaml(path, Codebook)
    except CodebookError as error:
        assert error.line >= 1
        assert all(line.count(", line ") >= 1 for line in str(error).splitlines()[:1])


@given(st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), min_size=1, max_size=12), max_size=5))
def test_quoted_texts_come_back_as_they_are(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "quoted.yaml"
    quoted = ", ".join("'" + name.replace("'", "''") + "'" for name in names)
    printable = all(name.isprintable() for name in names)
    if printable:
        path.write_text(f"actors: [{{code: FRA, aliases: [{quoted}]}}]\n", encoding="utf-8")
        assert load_yaml(path, Codebook).actors[0].aliases == names
