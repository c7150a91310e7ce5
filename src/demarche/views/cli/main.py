"""The program `demarche`: its commands joined, and every error turned into a line of words and an exit status.

Exit status: 0 done; 1 done, but some documents failed, each named; 2 could not; 130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from demarche import __version__
from demarche.errors import DemarcheError
from demarche.views.cli import lists, measuring, reading, showing, writing
from demarche.views.cli.output import note, say

COULD_NOT = 2

app = typer.Typer(
    name="demarche",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (reading, lists, showing, writing):
    app.add_typer(part.app)
app.add_typer(measuring.evaluate, name="evaluate")
app.add_typer(measuring.app)


def _version(wanted: bool) -> None:
    if wanted:
        say(f"demarche {__version__}")
        raise typer.Exit


@app.callback()
def demarche(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Keep the ledger of a dispute between states: who did what to whom, who says so, and what became of it."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit status; nothing that a user can cause ends in a traceback."""
    try:
        app(arguments, prog_name="demarche")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except DemarcheError as error:
        _complain(error)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        note(f"demarche: {_system(error)}")
    return COULD_NOT


def main() -> None:
    """The console script."""
    status = run()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def _complain(error: DemarcheError) -> None:
    place = f"{error.where}: " if error.where else ""
    note(f"demarche: {place}{error.what}")
    if error.remedy:
        note(f"What to do: {error.remedy}.")


def _system(error: OSError) -> str:
    """What the operating system refused, with what to do where that is plain."""
    what = error.strerror or str(error)
    place = f"{error.filename}: " if error.filename else ""
    remedies = {
        errno.ENOSPC: "free some space on the disk, then repeat; what was acknowledged is kept",
        errno.EACCES: "check the rights of the file and its folder",
        errno.EROFS: "write to another disk",
        errno.ENOENT: "check the path",
        errno.EISDIR: "name a file, not a folder",
    }
    remedy = remedies.get(error.errno or 0)
    return f"{place}{what}" + (f"\nWhat to do: {remedy}." if remedy else "")
