"""The options that commands share, and what they open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from demarche.views.cli.output import note
from demarche.views.settings import load_settings

if TYPE_CHECKING:
    from demarche.analysis.case import Case
    from demarche.codebook import Codebook
    from demarche.ledger import View

LedgerOption = Annotated[
    Path | None, typer.Option("--ledger", metavar="FILE", help="The ledger's file.", show_default="ledger.db")
]
CaseOption = Annotated[
    Path | None, typer.Option("--case", metavar="FILE", help="Narrow to the case that this TOML file names.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="TIME", help="As the ledger stood at this day or time (ISO 8601).")
]
LimitOption = Annotated[
    int | None, typer.Option("--limit", min=1, metavar="N", help="Show the first N only, and say how many there are.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


@dataclass(frozen=True, slots=True)
class Opened:
    """What a command works on."""

    view: View
    codebook: Codebook
    case: Case


def ledger_path(given: Path | None) -> Path:
    """The ledger that a command uses: as given, else by the environment, else ledger.db in the current folder."""
    return given or load_settings().ledger


@contextmanager
def opened(ledger: Path | None, case: Path | None, as_of: str | None, *, uncoded: bool = False) -> Iterator[Opened]:
    """The ledger, opened for reading, with the case that the options name. Says so if documents are left out."""
    from demarche.codebook import load_codebook
    from demarche.ledger import Ledger
    from demarche.views.case_files import load_case_file
    from demarche.views.cases import open_case

    given = load_case_file(case) if case else None
    codebook = load_codebook()
    with Ledger.open(ledger_path(ledger), create=False) as store:
        view = store.view(as_of=as_of)
        narrowed = open_case(view, codebook, given, uncoded=uncoded)
        if narrowed.left_out:
            total = narrowed.left_out + len(narrowed.case.codings)
            note(f"{narrowed.left_out} of {total} documents are not of this case and left out.")
        yield Opened(view, codebook, narrowed.case)
