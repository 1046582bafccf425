"""Files that experts own: YAML read into a model, with errors that name the file, the line and the mend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz, process
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

M = TypeVar("M", bound=BaseModel)
_Loc = tuple[str | int, ...]

# PyYAML's reader in C is ten times as fast; an installation without it reads the same.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True)
class Fault:
    """One thing to mend in a file: the line, counted from 1, and what is wrong there, with the mend."""

    line: int
    message: str


class CodebookError(ValueError):
    """A file that cannot be used, with everything that has to be mended in it.

    `path` is the file, `faults` all that is wrong, by line; `line` and `message` are those of the first.
    Its text has one line a fault, each naming the file and the line.
    """

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        self.path = path
        self.faults = tuple(sorted(set(faults), key=lambda fault: (fault.line, fault.message)))
        self.line = self.faults[0].line
        self.message = self.faults[0].message
        name = "/".join(path.parts[-2:])
        super().__init__("\n".join(f"{name}, line {fault.line}: {fault.message}" for fault in self.faults))


class MisfitError(ValueError):
    """Raised by a model's validator where entries do not fit each other: each place in the file with what to mend.

    A place is given as pydantic gives it: ("persons", 3, "offices", 0, "for").
    """

    def __init__(self, *faults: tuple[tuple[str | int, ...], str]) -> None:
        self.faults = faults
        super().__init__("; ".join(message for _, message in faults))


def load_yaml(path: Path, model: type[M]) -> M:
    """Read a YAML file into a model.

    Every scalar reaches the model as the text that stands in the file, so that NO stays the code of Norway and
    2024-02-16 a written date; the model turns texts into numbers, dates and truth values where it wants them.
    Unknown keys are faults where the model forbids them (extra="forbid").

    Raises CodebookError with every fault of the file: bad syntax, keys given twice, unknown or missing keys, values
    of the wrong kind or outside the allowed ones. Raises OSError where the file cannot be opened.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise CodebookError(path, [Fault(line, "not UTF-8 text; save the file as UTF-8")]) from error
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise CodebookError(path, [_syntax_fault(error, text)]) from error
    if root is None:
        raise CodebookError(path, [Fault(1, f"the file is empty; write {_keys(model)}")])
    reading = _Reading()
    data = reading.value(root, ())
    try:
        result = model.model_validate(data)
    except ValidationError as error:
        reading.faults.extend(_model_faults(error, root, model))
    if reading.faults:
        raise CodebookError(path, reading.faults)
    return result


@dataclass
class _Reading:
    """Turns nodes into plain values, keeping what is wrong with them."""

    faults: list[Fault] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set)

    def value(self, node: Node, where: _Loc) -> Any:
        # A node met twice is an alias. Few lines of aliases can stand for gigabytes, or for themselves.
        if id(node) in self._seen:
            message = f"{_place(where)}anchors and aliases (&name, *name) are not read; write the value out"
            self.faults.append(Fault(_line(node), message))
            return None
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, where)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*where, number)) for number, item in enumerate(node.value)]
        return None if node.tag == _NULL else node.value

    def _mapping(self, node: MappingNode, where: _Loc) -> dict[str, Any]:
        result: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                message = f"{_place(where)}a key must be a single word or text; found a list or a mapping"
                self.faults.append(Fault(_line(key_node), message))
                continue
            key = key_node.value
            if key in result:
                message = f"{key}: given twice, first in line {lines[key]}; keep one"
                self.faults.append(Fault(_line(key_node), message))
                continue
            lines[key] = _line(key_node)
            result[key] = self.value(value_node, (*where, key))
        return result


def _syntax_fault(error: yaml.YAMLError, text: str) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        # A character that YAML does not allow: the reader gives its position in place of a mark.
        position = getattr(error, "position", 0) or 0
        return Fault(text.count("\n", 0, position) + 1, "a control character that YAML does not allow; delete it")
    problem = str(getattr(error, "problem", "") or "not YAML")
    for words, mend in _MENDS:
        if words in problem:
            return Fault(mark.line + 1, mend)
    context = getattr(error, "context", None)
    return Fault(mark.line + 1, f"not YAML: {problem}" + (f" ({context})" if context else ""))


_MENDS = (
    ("found character '\\t'", "a tab; indent with spaces"),
    ("cannot start any token", "a tab or a special character begins a value; indent with spaces, or quote the value"),
    ("mapping values are not allowed", "a colon where none can stand; put quotes around a text that has a colon"),
    (
        "did not find expected ',' or ']'",
        "a list that is not closed; end it with `]` and put commas between its items",
    ),
    ("expected ',' or ']'", "a list that is not closed; end it with `]` and put commas between its items"),
    ("did not find expected ',' or '}'", "braces that are not closed; end them with `}` and put commas between keys"),
    ("expected ',' or '}'", "braces that are not closed; end them with `}` and put commas between keys"),
    ("unexpected end of stream", "a quotation mark that is not closed; close it"),
    (
        "found undefined alias",
        "anchors and aliases (&name, *name) are not read; write the value out, or quote the text",
    ),
    ("did not find expected alphabetic", "a text that begins with * or &; put quotes around it"),
    ("did not find expected key", "the indentation does not fit the lines above; line it up with its neighbours"),
    ("expected <block end>", "the indentation does not fit the lines above; line it up with its neighbours"),
    ("did not find expected '-' indicator", "the indentation of the list does not fit; line up its dashes"),
    ("could not find expected ':'", "a key without a colon; write `key: value`"),
    ("found unexpected ':'", "a colon that ends nothing; write `key: value`, with a space after the colon"),
    ("another document", "a second document (---) in the file; keep one"),
)


def _model_faults(error: ValidationError, root: Node, model: type[BaseModel]) -> Iterator[Fault]:
    # A value of several allowed kinds fails once for each: one fault says them all.
    grouped: dict[_Loc, list[tuple[int, str]]] = {}
    for detail in error.errors():
        cause = (detail.get("ctx") or {}).get("error")
        if isinstance(cause, MisfitError):
            for place, message in cause.faults:
                steps, node, reached = _walk(root, (*detail["loc"], *place))
                yield Fault(reached or _line(node), _place(steps) + message)
            continue
        steps, node, reached = _walk(root, detail["loc"])
        missing = detail["type"] == "missing"
        line = _line(node) if missing or reached is None else reached
        message = _message(detail, steps, model)
        grouped.setdefault((*steps, detail["type"]) if missing else steps, []).append((line, message))
    for steps, found in grouped.items():
        messages = list(dict.fromkeys(message for _, message in found))
        yield Fault(
            found[0][0], _place(steps[:-1] if steps and steps[-1] == "missing" else steps) + "; or ".join(messages)
        )


def _walk(root: Node, loc: _Loc) -> tuple[_Loc, Node, int | None]:
    """Follow a location as far as the file has it; steps that name a branch of a union are not in the file.

    Gives the steps that are in the file (a missing or unknown key stays as the last one), the node reached, and the
    line of the last key or item on the way.
    """
    node, line = root, None
    steps: list[str | int] = []
    for number, step in enumerate(loc):
        last = number == len(loc) - 1
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = _line(node)
            steps.append(step)
        elif isinstance(node, MappingNode) and isinstance(step, str):
            found = next(((k, v) for k, v in node.value if k.value == step), None)
            if found is not None:
                line, node = _line(found[0]), found[1]
                steps.append(step)
            elif last and step != "[key]":
                steps.append(step)
    return tuple(steps), node, line


def _message(detail: Any, steps: _Loc, model: type[BaseModel]) -> str:
    kind, context = detail["type"], detail.get("ctx") or {}
    key = next((step for step in reversed(steps) if isinstance(step, str)), "key")
    given = detail.get("input")
    if kind == "missing":
        return f"missing; add `{key}: ...`"
    if kind == "extra_forbidden":
        return _unknown_key(str(key), _models_at(model, detail["loc"][:-1]))
    if kind in ("literal_error", "enum"):
        return _not_allowed(given, re.findall(r"'([^']*)'", str(context.get("expected", ""))))
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        allowed = re.findall(r"'([^']*)'", str(context.get("expected_tags", "")))
        name = str(context.get("discriminator", "kind")).strip("'")
        tag = given.get(name) if isinstance(given, dict) else None
        return f"{name}: " + _not_allowed(tag, allowed) if allowed else f"missing `{name}`"
    if kind in ("list_type", "tuple_type", "set_type", "frozen_set_type"):
        sample = given if isinstance(given, str) else "name"
        return f"should be a list; write `{key}: [{sample}]`"
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        inside = next(iter(_models_at(model, detail["loc"])), None)
        wanted = _keys(inside) if inside else "`key: value`"
        return f"should be a mapping with keys, found {_shown(given)}; write {wanted}"
    if kind == "string_type":
        return f"should be a text, found {_shown(given)}"
    if kind == "value_error":
        return str(context.get("error", detail["msg"]))
    if kind in _KINDS:
        return f"should be {_KINDS[kind]}, found {_shown(given)}"
    return f"{detail['msg'][0].lower()}{detail['msg'][1:]}, found {_shown(given)}"


_KINDS = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "date_from_datetime_parsing": "a date like 2024-02-16",
    "date_parsing": "a date like 2024-02-16",
    "date_type": "a date like 2024-02-16",
    "date_from_datetime_inexact": "a date like 2024-02-16, without a time",
}


def _not_allowed(given: Any, allowed: list[str]) -> str:
    ranked = process.extract(str(given), allowed, scorer=fuzz.ratio, limit=None)
    return f"{_shown(given)} is not allowed here; write one of: " + ", ".join(choice for choice, _, _ in ranked)


def _unknown_key(key: str, models: list[type[BaseModel]]) -> str:
    known = [name for model in models for name in _names(model)]
    nearest = process.extractOne(key, known, scorer=fuzz.ratio, score_cutoff=60)
    if nearest:
        return f"unknown key; did you mean `{nearest[0]}`?"
    return "unknown key; known are: " + ", ".join(dict.fromkeys(known)) if known else "unknown key; delete it"


def _models_at(annotation: Any, loc: _Loc) -> list[type[BaseModel]]:
    """The models that may stand at a location, found from the types alone."""
    if get_origin(annotation) is Annotated:
        return _models_at(get_args(annotation)[0], loc)
    if get_origin(annotation) in (Union, UnionType):
        tagged = [branch for branch in get_args(annotation) if loc and _has_tag(branch, loc[0])]
        if tagged:
            return [model for branch in tagged for model in _models_at(branch, loc[1:])]
        found = [model for branch in get_args(annotation) for model in _models_at(branch, loc)]
        # The step may name the branch itself, by its type.
        return found or ([m for b in get_args(annotation) for m in _models_at(b, loc[1:])] if loc else [])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not loc:
            return [annotation]
        name = next((n for n, f in annotation.model_fields.items() if loc[0] in (n, f.alias)), None)
        return _models_at(annotation.model_fields[name].annotation, loc[1:]) if name else []
    inner = [argument for argument in get_args(annotation) if argument is not Ellipsis]
    if not inner or not loc:
        return []
    return _models_at(inner[-1], loc[1:])


def _has_tag(branch: Any, tag: str | int) -> bool:
    """Whether a branch of a union is the one that a tag chooses, or the model of that name."""
    if not (isinstance(branch, type) and issubclass(branch, BaseModel)):
        return False
    tags = [value for info in branch.model_fields.values() for value in _literals(info.annotation)]
    return tag in tags or tag == branch.__name__


def _literals(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _names(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _keys(model: type[BaseModel]) -> str:
    needed = [info.alias or name for name, info in model.model_fields.items() if info.is_required()]
    return ", ".join(f"`{name}: ...`" for name in needed or _names(model))


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    text = str(value)
    return f"`{text if len(text) <= 40 else text[:39] + '…'}`"


def _place(steps: _Loc) -> str:
    """The last key of a location and, for a value in a list of values, which item it is."""
    if not steps:
        return ""
    keys = [step for step in steps if isinstance(step, str)]
    if isinstance(steps[-1], int):
        return f"{keys[-1]}, item {steps[-1] + 1}: " if keys else f"item {steps[-1] + 1}: "
    return f"{steps[-1]}: "


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
