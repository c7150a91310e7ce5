"""What commands print: tables and words on a terminal, pure JSON for programs, notes and errors on standard error."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from rich.console import Console
from rich.table import Table
from rich.text import Text

_PIPED_WIDTH = 100  # columns of a table that no terminal shows

# What a terminal obeys instead of showing it: C0 but tab and line feed, DEL, C1, marks of direction, line and paragraph
# separators; and halves of surrogate pairs, which no encoding has.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_PICTURES = 0x2400  # where Unicode has its pictures of C0


class _Console(Console):
    """A console that ends quietly when nobody reads on (`demarche timeline | head`)."""

    def on_broken_pipe(self) -> NoReturn:
        stop_quietly()


def stop_quietly() -> NoReturn:
    """End without a word: the reader of standard output has gone, and what it did not want is no failure."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())  # or the interpreter would try to flush once more, and complain
    raise SystemExit(0)


def console() -> Console:
    """Standard output; on a terminal as wide as that. It is made anew each time, since tests exchange the streams."""
    return _Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH, highlight=False, emoji=False)


def errors() -> Console:
    """Standard error, without wrapping: a message is one line, however long."""
    return _Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)


def visible(text: str, style: str = "") -> Text:
    """Words as they are printed. They may be anybody's, so whatever would command the terminal is shown by a picture
    or its code instead."""
    return Text(_OBEYED.sub(_shown, text), style=style)


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(_PICTURES + code) if code < 0x20 else "\N{SYMBOL FOR DELETE}" if code == 0x7F else _escaped(found)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def note(text: str) -> None:
    """A remark that is no part of the result."""
    errors().print(visible(text))


def say(text: str = "", style: str = "") -> None:
    """A line of the result."""
    console().print(visible(text, style))


def print_json(value: Any) -> None:
    """A result as JSON, and nothing else. What a terminal would obey is written as its escape, and so is half a
    surrogate pair, which a path may hold."""
    try:
        sys.stdout.write(_OBEYED.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=1)) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        stop_quietly()


def print_list(
    items: Sequence[dict[str, Any]],
    *,
    as_json: bool,
    limit: int | None,
    what: str,
    columns: Sequence[str],
    row: Callable[[dict[str, Any]], Sequence[str]],
) -> None:
    """A list as a table or as JSON, the first ``limit`` of it; if that cuts it, a line says by how much.

    ``what`` names the items ("incidents"); ``row`` gives the cells of one.
    """
    shown = items if limit is None else items[:limit]
    if as_json:
        print_json(list(shown))
    elif shown:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
        for name in columns:
            table.add_column(name, overflow="fold", no_wrap=name == "record")
        for item in shown:
            table.add_row(*map(visible, row(item)))
        console().print(table)
    if len(shown) < len(items):
        note(f"{len(shown)} of {len(items)} {what}; --limit {len(items)} shows all.")
    elif not as_json:
        note(f"{len(items)} {what}.")


def short(id: str) -> str:
    """The beginning of an id, as tables show it; `demarche show` takes it."""
    return id[:10]
