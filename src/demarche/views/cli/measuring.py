"""The commands that measure and check: evaluate and doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from demarche.views.cli.options import JsonOption, LedgerOption, ledger_path
from demarche.views.cli.output import console, note, print_json, say
from demarche.views.settings import load_settings

app = typer.Typer()
evaluate = typer.Typer(no_args_is_help=True, help="Measure how well articles are read, against work done by hand.")


@evaluate.callback()
def evaluation() -> None:
    """Measure how well articles are read, against work done by hand."""


@evaluate.command("ledger")
def evaluate_ledger(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of gold files.")],
    texts: Annotated[Path, typer.Argument(metavar="TEXTS", help="The folder of the documents that they name.")],
    json: JsonOption = False,
) -> None:
    """Read the documents of gold ledgers and compare what is found, kind by kind."""
    from demarche.pipeline import Coder
    from demarche.views.scoring import score_folder

    scores, failures = score_folder(gold, texts, Coder(load_settings().model))
    for failure in failures:
        note(f"{failure.path}: {failure.what} ({failure.remedy})")
    if json:
        print_json(scores)
    else:
        _print_scores(scores)
    if failures:
        raise typer.Exit(1)


@app.command()
def doctor(ledger: LedgerOption = None, json: JsonOption = False) -> None:
    """Say what is installed, which model reads, which SQLite stores, and what is missing."""
    from demarche.views.health import examine

    report = examine(ledger_path(ledger), load_settings().model)
    if json:
        print_json(report)
    else:
        for part, values in report.items():
            if isinstance(values, dict):
                say(part, style="bold")
                for name, value in values.items():
                    say(f"  {name}: {_flat(value)}")
    for problem in report["problems"]:
        note(f"problem: {problem}")
    if report["problems"]:
        raise typer.Exit(2)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_flat(part)}" for name, part in value.items())
    return "none" if value is None else str(value)


def _print_scores(scores: dict[str, Any]) -> None:
    from rich.table import Table

    table = Table("kind", "precision", "recall", "F1", "gold", "predicted", "right in", box=None, pad_edge=False)
    for kind, score in scores.items():
        if isinstance(score, dict):
            shares = [(name, share) for name, share in score["attributes"].items() if share is not None]
            attributes = ", ".join(f"{name} {share:.2f}" for name, share in shares)
            numbers = [f"{score[name]:.3f}" for name in ("precision", "recall", "f1")]
            table.add_row(kind, *numbers, str(score["gold"]), str(score["predicted"]), attributes)
    console().print(table)
    say(f"ledger F1 {scores['ledger_f1']:.3f}", style="bold")
