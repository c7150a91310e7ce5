"""Finds what there is to read: files, folders, standard input."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

from demarche.errors import SourceError

Form: TypeAlias = Literal["text", "markdown", "html", "jsonl"]

FORMS: dict[str, Form] = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
STANDARD_INPUT = "-"
_READABLE = ", ".join(FORMS)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input, or one record of it, that could not be read: where, a coded reason, what is wrong and what to do.

    ``raw`` holds the bytes as far as they were read, so that a failure can be told from a later, mended version.
    """

    path: str
    code: str
    what: str
    remedy: str
    raw: bytes | None = None

    @classmethod
    def of(cls, path: str, error: SourceError, raw: bytes | None = None) -> Failure:
        """The failure that an error stands for."""
        return cls(path, error.code, error.what, error.remedy or "", raw)


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read. ``path`` is as the user gave it, or found below the folder given; ``name`` names the document.

    ``data`` holds the bytes if they are here already (standard input); ``failure`` is set if it cannot be read at all.
    """

    path: str
    name: str
    form: Form
    data: bytes | None = None
    failure: Failure | None = None


def find_inputs(paths: Sequence[str], stdin: bytes | None = None) -> list[Input]:
    """The inputs that the paths name, in order; a folder gives its readable files, sorted, hidden ones left out.

    ``stdin`` holds the bytes that ``-`` stands for. A path that names nothing readable gives an input whose ``failure``
    tells why; nothing is raised, so that one slip does not end the batch. A file named twice is read once.
    """
    found: dict[str, Input] = {}
    for path in paths:
        try:
            for item in _inputs(path, stdin):
                found.setdefault(item.path, item)
        except SourceError as error:
            found.setdefault(path, Input(path, Path(path).name, "text", failure=Failure.of(path, error)))
    return list(found.values())


def load(path: str, limit: int) -> bytes:
    """The bytes of a regular file.

    Raises:
        SourceError: ``vanished``, ``unreadable``, ``unsupported`` (no regular file), ``too_large`` (more than
            ``limit`` bytes) or ``empty``.
    """
    try:
        with open_file(path) as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise explained(error, path) from error
    return checked(data, path, limit)


def open_file(path: str) -> BinaryIO:
    """A regular file to read; a pipe or device, which might keep us waiting for ever, is refused.

    Raises:
        OSError: if the system does not let us.
        SourceError: ``unsupported``.
    """
    file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise not_regular(path)
    return file


def not_regular(path: str) -> SourceError:
    """The error for a pipe, a device or a socket."""
    return SourceError("this is no ordinary file", code="unsupported", where=path, remedy="give a file or folder")


def checked(data: bytes, path: str, limit: int) -> bytes:
    """The bytes, if there are some and not too many.

    Raises:
        SourceError: ``too_large`` or ``empty``.
    """
    if len(data) > limit:
        raise too_large(path, limit)
    if not data.strip():
        raise SourceError(
            "the file is empty", code="empty", where=path, remedy="leave it out, or save the article again"
        )
    return data


def too_large(path: str, limit: int) -> SourceError:
    """The error for an input of more than ``limit`` bytes."""
    return SourceError(
        f"more than {limit / 1e6:g} MB, which no article has",
        code="too_large",
        where=path,
        remedy="give one article a file, or many as JSON Lines, one a line",
    )


def explained(error: OSError, path: str) -> SourceError:
    """A failure of the file system as an error that says what to do."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return SourceError("there is no such file", code="vanished", where=path, remedy="check the path")
    if isinstance(error, PermissionError):
        return SourceError("the file may not be read", code="unreadable", where=path, remedy="check its permissions")
    return SourceError(
        f"the file cannot be read: {error.strerror or error}", code="unreadable", where=path, remedy="check the disk"
    )


def _inputs(path: str, stdin: bytes | None) -> Iterator[Input]:
    if path == STANDARD_INPUT:
        data = stdin or b""
        yield Input(path, "stdin", _sniffed(data), data)
        return
    if "://" in path:
        raise SourceError(
            "addresses are not read yet", code="unsupported", where=path, remedy="save the page and give the file"
        )
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        raise explained(error if isinstance(error, OSError) else FileNotFoundError(path), path) from error
    if stat.S_ISDIR(mode):
        yield from _folder(path)
    elif not stat.S_ISREG(mode):
        raise not_regular(path)
    else:
        form = FORMS.get(Path(path).suffix.lower())
        if form is None:
            raise SourceError(
                f"files of this kind are not read ({Path(path).suffix or 'no suffix'})",
                code="unsupported",
                where=path,
                remedy=f"save it as one of {_READABLE}",
            )
        yield Input(path, Path(path).name, form)


def _folder(top: str) -> Iterator[Input]:
    """The readable files below a folder, sorted by path; a folder that cannot be listed gives a failure."""
    errors: list[OSError] = []
    count = 0
    for folder, below, files in os.walk(top, onerror=errors.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(files):
            form = FORMS.get(Path(name).suffix.lower())
            if form and not name.startswith("."):
                count += 1
                yield Input(os.path.join(folder, name), name, form)
    for error in errors:
        path = str(error.filename)
        yield Input(path, Path(path).name, "text", failure=Failure.of(path, explained(error, path)))
    if not count and not errors:
        raise SourceError("no article in this folder", code="empty", where=top, remedy=f"readable are {_READABLE}")


def _sniffed(data: bytes) -> Form:
    """The form of bytes without a name: a page, JSON Lines, or text."""
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "jsonl" if start.startswith(b"{") else "text"
