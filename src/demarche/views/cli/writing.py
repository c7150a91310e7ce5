"""The commands that write files: dossier and export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from demarche import __version__
from demarche.errors import RequestError
from demarche.views.cli.options import AsOfOption, CaseOption, JsonOption, LedgerOption, ledger_path, opened
from demarche.views.cli.output import print_json, say

app = typer.Typer()


@app.command()
def dossier(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The HTML file to write.")],
    ledger: LedgerOption = None,
    case: CaseOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Write one HTML page that needs no network: to read, print and send."""
    from demarche.views.dossier import write_dossier

    with opened(ledger, case, as_of, uncoded=True) as found:
        if not found.case.documents:
            raise RequestError("there is nothing to show", where=ledger_path(ledger), remedy="read some articles first")
        page = write_dossier(found.case, found.codebook)
    _write(output, page)
    say(f"{output}: {len(page.encode()) / 1e6:.1f} MB, {len(found.case.documents)} documents.")


@app.command()
def export(
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="gold, ndjson or csv.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write to.")],
    ledger: LedgerOption = None,
    case: CaseOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Write what was read for other programs: gold files, canonical lines, or tables; with a manifest."""
    from demarche.ledger import Ledger
    from demarche.views.exports import write_export

    with opened(ledger, case, as_of, uncoded=True) as found, Ledger.open(ledger_path(ledger), create=False) as store:
        ids = {coding.document.id for coding in found.case.codings}
        view = store.view(as_of=as_of, documents=ids)
        filters = {"case": str(case) if case else None, "as_of": as_of}
        files = write_export(view, found.case.codings, format, output, filters=filters, version=__version__)
    if json:
        print_json({"folder": str(output), "files": [file.name for file in files]})
    else:
        say(f"{output}: {len(files)} file{'' if len(files) == 1 else 's'}.")


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all: an interrupted page must not be taken for a finished one."""
    if path.exists() and not path.is_file():  # a pipe or a device is written to, never replaced
        path.write_text(text, encoding="utf-8")
        return
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        error.filename = str(path)
        raise
    except BaseException:
        part.unlink(missing_ok=True)
        raise
