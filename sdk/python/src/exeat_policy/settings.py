"""Settings as a dataclass: the JSON Schema that an editor completes by, and the reading that finds everything wrong at once, each with
its place.

A field is `bool`, `int`, `str`, `Literal[…]`, `timedelta` (written `3h`), `DailyWindow` (`21:00-06:00`), `Weekday` (`mon`), another
dataclass, a `list[…]` or a `dict[…, …]` with `str` or `Literal` keys, or one of these or `None`. `Annotated[…, "text"]` describes it;
`Annotated[int, range(1, 11)]` bounds it. A field without a default must be there; a key that is no field is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import timedelta
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from .time import DailyWindow, Weekday, duration

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WEEKDAYS = {day.name.lower(): day for day in Weekday}


@dataclass(frozen=True)
class Problem:
    """Something wrong with the settings: a JSON Pointer (RFC 6901) into them, and what, in lower case and without a full stop."""

    pointer: str
    message: str


class Problems(Exception):
    """Everything wrong with the settings. Never empty."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.pointer or '/'}: {problem.message}" for problem in problems))
        self.problems = problems


def schema(settings: type) -> str:
    """The JSON Schema (2020-12) of a dataclass. Raises `TypeError` for a field that no setting can be."""
    return json.dumps({"$schema": _DIALECT, **_schema(settings)}, ensure_ascii=False)


def read(settings: type, text: str) -> Any:
    """An instance of a dataclass, from JSON. Raises `Problems` with everything that is wrong."""
    problems: list[Problem] = []
    try:
        value = json.loads(text)
    except ValueError as error:
        raise Problems([Problem("", f"not JSON: {error}")]) from error
    found = _read(settings, value, "", problems)
    if problems:
        raise Problems(problems)
    return found


def _schema(kind: Any) -> dict[str, Any]:
    kind, said = _plain(kind)
    origin, args = get_origin(kind), get_args(kind)
    if kind is bool:
        found: dict[str, Any] = {"type": "boolean"}
    elif kind is int:
        found = {"type": "integer"}
    elif kind is str:
        found = {"type": "string"}
    elif kind is timedelta:
        found = {"type": "string", "pattern": "^([0-9]+(d|h|min|s))+$", "examples": ["3h"]}
    elif kind is DailyWindow:
        found = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", "examples": ["21:00-06:00"]}
    elif kind is Weekday:
        found = {"enum": list(_WEEKDAYS)}
    elif origin is Literal:
        found = {"enum": list(args)}
    elif origin is list:
        found = {"type": "array", "items": _schema(args[0])}
    elif origin is dict:
        found = {"type": "object", "additionalProperties": _schema(args[1])}
        if get_origin(args[0]) is Literal:
            found["propertyNames"] = {"enum": list(get_args(args[0]))}
        elif args[0] is not str:
            raise TypeError(f"keys of a setting cannot be {args[0]}")
    elif is_dataclass(kind):
        members = {field.name: _schema(hint) for field, hint in _members(kind)}
        required = [field.name for field, _ in _members(kind) if _is_required(field)]
        found = {"type": "object", "properties": members, "required": required, "additionalProperties": False}
    else:
        raise TypeError(f"a setting cannot be {kind}")
    for one in said:
        if isinstance(one, str):
            found["description"] = one
        elif isinstance(one, range):
            found |= {"minimum": one.start, "maximum": one.stop - 1}
    return found


def _read(kind: Any, value: Any, pointer: str, problems: list[Problem]) -> Any:
    kind, said = _plain(kind)
    origin, args = get_origin(kind), get_args(kind)

    def wrong(message: str) -> None:
        problems.append(Problem(pointer, message))

    if kind is bool:
        return value if isinstance(value, bool) else wrong("must be `true` or `false`")
    if kind is int:
        within = next((one for one in said if isinstance(one, range)), None)
        if isinstance(value, int) and not isinstance(value, bool) and (within is None or value in within):
            return value
        return wrong(f"must be a whole number{f' from {within.start} to {within.stop - 1}' if within else ''}")
    if kind in _TEXTS:
        try:
            return _TEXTS[kind](value) if isinstance(value, str) else wrong("must be a text")
        except ValueError as error:
            return wrong(str(error))
    if origin is Literal:
        return value if value in args else wrong(f"must be one of {_quoted(args)}")
    if origin is list:
        if not isinstance(value, list):
            return wrong("must be a list")
        return [_read(args[0], one, f"{pointer}/{index}", problems) for index, one in enumerate(value)]
    if not isinstance(value, dict):
        return wrong("must be a mapping")
    if origin is dict:
        known = get_args(args[0]) if get_origin(args[0]) is Literal else None
        _refuse_unknown(value, known, pointer, problems)
        return {key: _read(args[1], one, _below(pointer, key), problems) for key, one in value.items()}
    _refuse_unknown(value, tuple(field.name for field, _ in _members(kind)), pointer, problems)
    found = {}
    for field, hint in _members(kind):
        if field.name in value:
            found[field.name] = _read(hint, value[field.name], _below(pointer, field.name), problems)
        elif _is_required(field):
            wrong(f"must have `{field.name}`")
    return None if problems else kind(**found)


def _weekday(text: str) -> Weekday:
    if text not in _WEEKDAYS:
        raise ValueError(f"`{text}` must be one of {_quoted(tuple(_WEEKDAYS))}")
    return _WEEKDAYS[text]


# What is written as a text, and how it is read.
_TEXTS: dict[Any, Callable[[str], Any]] = {str: str, timedelta: duration, DailyWindow: DailyWindow.parse, Weekday: _weekday}


def _refuse_unknown(value: dict[str, Any], known: tuple[str, ...] | None, pointer: str, problems: list[Problem]) -> None:
    for key in value:
        if known is not None and key not in known:
            problems.append(Problem(_below(pointer, key), f"unknown key `{key}`, known are {_quoted(known)}"))


def _plain(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without what stands around it, and what that said."""
    if get_origin(kind) is Annotated:
        inner, said = _plain(get_args(kind)[0])
        return inner, (*said, *get_args(kind)[1:])
    if get_origin(kind) in (Union, UnionType):
        others = [arg for arg in get_args(kind) if arg is not NoneType]
        if len(others) != 1:
            raise TypeError(f"a setting cannot be {kind}")
        return _plain(others[0])
    return kind, ()


def _members(kind: Any) -> list[tuple[Field[Any], Any]]:
    hints = get_type_hints(kind, include_extras=True)
    return [(field, hints[field.name]) for field in fields(kind)]


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _below(pointer: str, key: str) -> str:
    return f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"


def _quoted(words: tuple[Any, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)
