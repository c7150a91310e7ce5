"""The command that reads."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer

from demarche.views.cli.options import JsonOption, LedgerOption, ledger_path
from demarche.views.cli.output import errors, note, print_json, say
from demarche.views.settings import load_settings

app = typer.Typer()


@app.command()
def read(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="Files and folders: .txt .md .html .jsonl; - for standard input."),
    ],
    ledger: LedgerOption = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Date of publication (EDTF) of articles that tell none.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Publisher of articles that name none.")] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="en: take the articles for English, whatever they look like.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, metavar="N", help="Processes that read at a time.")] = 2,
    json: JsonOption = False,
) -> None:
    """Read articles into the ledger. Safe to repeat: what is there already is not read twice."""
    from demarche.ledger import Ledger
    from demarche.pipeline import Coder, run_pipeline
    from demarche.sources import STANDARD_INPUT, Defaults, find_inputs

    defaults = Defaults(publisher=publisher, published=published, language=language)
    stdin = sys.stdin.buffer.read() if STANDARD_INPUT in paths else None
    inputs = find_inputs(paths, stdin)
    path, at = ledger_path(ledger), datetime.now(UTC).isoformat()
    with Ledger.open(path, create=True) as store:
        try:
            with _progress(len(inputs)) as progress:
                report = run_pipeline(
                    store,
                    inputs,
                    defaults,
                    coder=Coder(load_settings().model),
                    at=at,
                    workers=workers,
                    progress=progress,
                )
        except KeyboardInterrupt:
            note(f"Interrupted. What was read is in {path}; read the same paths again to go on.")
            raise
        total = store.view().counts()["documents"]
    for failure in report.failed:
        note(f"{failure.path}: {failure.what}" + (f" ({failure.remedy})" if failure.remedy else ""))
    if json:
        failed = [{"path": f.path, "code": f.code, "what": f.what, "remedy": f.remedy} for f in report.failed]
        numbers = {"read": report.read, "known": report.known, "near_copies": report.near}
        print_json({"ledger": str(path), **numbers, "failed": failed, "documents": total})
    else:
        near = f" ({report.near} nearly the same as others)" if report.near else ""
        said = f"{report.read} read{near}, {report.known} known before, {len(report.failed)} failed."
        say(f"{said} {path} holds {total} document{'' if total == 1 else 's'}.")
    if report.failed:
        raise typer.Exit(1)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None] | None]:
    """A bar on standard error while it is a terminal and there is more than one thing to read."""
    console = errors()
    if not console.is_terminal or total < 2:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)
        count = 0

        def done(_: str) -> None:
            nonlocal count
            count += 1  # a file of JSON Lines counts as one input and holds many articles
            bar.update(task, completed=count, total=max(total, count))

        yield done
