"""What commands print: tables and words on a terminal, pure JSON for programs, notes and errors on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from rich.console import Console
from rich.table import Table
from rich.text import Text

_PIPED_WIDTH = 100  # columns of a table that no terminal shows


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


def note(text: str) -> None:
    """A remark that is no part of the result."""
    errors().print(Text(text))


def say(text: str = "", style: str = "") -> None:
    """A line of the result."""
    console().print(Text(text, style=style))


def print_json(value: Any) -> None:
    """A result as JSON, and nothing else. Half a surrogate pair, which a path may hold, is written as its escape."""
    try:
        text = json.dumps(value, ensure_ascii=False, indent=1)
        sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
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
            table.add_row(*(Text(cell) for cell in row(item)))
        console().print(table)
    if len(shown) < len(items):
        note(f"{len(shown)} of {len(items)} {what}; --limit {len(items)} shows all.")
    elif not as_json:
        note(f"{len(items)} {what}.")


def short(id: str) -> str:
    """The beginning of an id, as tables show it; `demarche show` takes it."""
    return id[:10]
