"""Frozen domain objects as plain JSON values and back, by their declared types: nothing but those can come of it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

T = TypeVar("T")

_AS_TEXT = (UUID, datetime, date)
_PLAIN = (str, int, float, bool, NoneType)


class Unreadable(ValueError):
    """The JSON is not what the type asks for."""


def to_json(value: object) -> Any:
    """The value as dictionaries, lists, texts, numbers and null. Raises TypeError for what has no such form."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):  # and datetime
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(to_json(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")


def from_json(kind: type[T], data: Any) -> T:
    """The value of that type that `to_json` gave. Raises Unreadable."""
    try:
        value = _read(kind, data)
    except (TypeError, ValueError, KeyError) as error:
        raise Unreadable(str(kind)) from error
    if not isinstance(value, kind):
        raise Unreadable(str(kind))
    return value


def _read(kind: Any, data: Any) -> Any:  # noqa: PLR0911 - one return a kind of type
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        choices = get_args(kind)
        if data is None and NoneType in choices:
            return None
        (only,) = (choice for choice in choices if choice is not NoneType)
        return _read(only, data)
    if origin is frozenset:
        (item,) = get_args(kind)
        return frozenset(_read(item, each) for each in data)
    if is_dataclass(kind):
        return _read_fields(kind, data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind in _AS_TEXT:
        return UUID(data) if kind is UUID else kind.fromisoformat(data)
    if kind is float and type(data) is int:
        return float(data)
    if type(data) is not kind:
        raise Unreadable(str(kind))
    return data


def _read_fields(kind: Any, data: Any) -> Any:
    if not isinstance(data, Mapping):
        raise Unreadable(str(kind))
    hints = get_type_hints(kind)
    if set(data) != {field.name for field in fields(kind)}:
        raise Unreadable(str(kind))
    return kind(**{name: _read(hints[name], value) for name, value in data.items()})
