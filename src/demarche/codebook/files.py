"""Reading one file of the codebook and holding it against its form. Every failure names the file and the field."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from demarche.errors import CodebookError

try:
    _Base: Any = yaml.CSafeLoader
except AttributeError:  # PyYAML built without libyaml: ten times slower, otherwise the same
    _Base = yaml.SafeLoader


class _Loader(_Base):  # type: ignore[misc]
    """YAML without surprises: a key given twice is an error, where YAML would let the last one win."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        keys = [key.value for key, _ in node.value]
        if len(set(keys)) < len(keys):
            twice = next(key for key in keys if keys.count(key) > 1)
            raise yaml.constructor.ConstructorError(None, None, f"the key {twice!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping that a file holds.

    Raises:
        CodebookError: if the file is missing, is no YAML, or holds no mapping.
    """
    try:
        data = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506 (a safe loader)
    except OSError as error:
        raise CodebookError(
            error.strerror or "cannot be read", where=path.name, remedy="a codebook needs all of its files"
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f": line {mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or "not readable as YAML"
        raise CodebookError(str(what), where=path.name + line, remedy="correct the file") from error
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        raise CodebookError(
            "should hold a mapping with words as keys", where=path.name, remedy="quote numbers and yes/no"
        )
    return data


def check(form: Any, data: Any, path: Path, field: str = "") -> Any:
    """The data as values of a form (a dataclass, or a container of them).

    Raises:
        CodebookError: at the first field that is missing, unknown or of the wrong kind.
    """
    try:
        return _adapter(form).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in ((field,) if field else ()) + first["loc"] if part != "function-after")
        raise CodebookError(
            first["msg"][0].lower() + first["msg"][1:],
            where=f"{path.name}: {place or 'whole file'}",
            remedy=f"found {str(first['input'])[:60]!r}",
        ) from error


def keyed(entries: Any, name: str) -> Any:
    """A mapping of name to fields with the name put among the fields, as the dataclasses want it."""
    if not isinstance(entries, dict):
        return entries
    return {key: {**fields, name: key} if isinstance(fields, dict) else fields for key, fields in entries.items()}


def digest(directory: Path) -> str:
    """The SHA-256 over all data files, names and bytes, in order of name."""
    total = hashlib.sha256()
    for path in sorted(directory.glob("*.yaml")):
        content = path.read_bytes()
        total.update(f"{path.name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)
