"""What goes between this process and a standing one: lines of JSON, in which tuples, sets and records stay as they are.

Only records of the package that is asked are made again from what is told, and only errors that Python itself knows;
any other error comes back as the nearest of those.
"""

import builtins
import importlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

PLAIN = (bool, int, float, str, type(None))
LIST, TUPLE, SET, DICT, RECORD = "ltsdr"


class Foreign(TypeError):
    """Something that is no plain value, nor a record of the package."""


def written(value: object) -> bytes:
    """Return a value as a line."""
    return json.dumps(_packed(value), separators=(",", ":")).encode() + b"\n"


def listed(lines: Iterable[bytes]) -> bytes:
    """Return several written values as the line of their list."""
    return b'["%s",%s]\n' % (LIST.encode(), b",".join(line.rstrip(b"\n") for line in lines))


def read(line: bytes, package: str) -> Any:
    """Return the value that a line tells; records in it are those of *package*."""
    return _unpacked(json.loads(line), package)


def _packed(value: object) -> Any:
    if isinstance(value, PLAIN):
        return value
    if is_dataclass(value):
        made = [_packed(getattr(value, one.name)) for one in fields(value)]
        return [RECORD, type(value).__module__, type(value).__qualname__, *made]
    if isinstance(value, Mapping):
        return [DICT, *([_packed(key), _packed(one)] for key, one in value.items())]
    if isinstance(value, (set, frozenset)):
        return [SET, *map(_packed, value)]
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [TUPLE if isinstance(value, tuple) else LIST, *map(_packed, value)]
    raise Foreign(type(value).__qualname__)


def _unpacked(told: Any, package: str) -> Any:
    if not isinstance(told, list):
        return told
    kind, rest = told[0], told[1:]
    if kind == DICT:
        return {_unpacked(key, package): _unpacked(one, package) for key, one in rest}
    if kind == RECORD:
        return found(package, *rest[:2])(*_each(rest[2:], package))
    return {LIST: list, TUPLE: tuple, SET: frozenset}[kind](_each(rest, package))


def _each(told: Iterable[Any], package: str) -> Iterable[Any]:
    return (_unpacked(one, package) for one in told)


def found(package: str, module: str, name: str) -> Any:
    """Return what a module of *package* has by a name.

    :raises Foreign: if it is not of that package
    """
    if not module.startswith(f"{package}."):
        raise Foreign(module)
    return getattr(importlib.import_module(module), name)


def failure(error: Exception, note: str) -> tuple[str, str, str]:
    """Return what is told of an error: the nearest name that Python itself knows, what it says, and a note."""
    name = next(one.__name__ for one in type(error).__mro__ if hasattr(builtins, one.__name__))
    return name, str(error), note


def error(name: str, said: str, note: str) -> Exception:
    """Return the error that is told of."""
    made: Exception = getattr(builtins, name)(said)
    made.add_note(note)
    return made
