"""Measuring the whole way from file to records against gold ledgers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from demarche.analysis.evaluation import score_ledger
from demarche.errors import RequestError
from demarche.pipeline import Coder
from demarche.records import Coding
from demarche.sources import Failure, find_inputs, read_inputs
from demarche.views.gold import to_gold


def score_folder(gold: Path, texts: Path, coder: Coder) -> tuple[dict[str, Any], list[Failure]]:
    """The scores of `score_ledger` over all gold files of a folder, and the documents that could not be read, which
    count as missed.

    Raises:
        RequestError: if there is no gold file, one is no ledger, or a document that one names is not there.
    """
    ledgers = _load(gold)
    documents = {name: told.get("document") or f"{name.removesuffix('.json')}.txt" for name, told in ledgers.items()}
    for name, document in documents.items():
        if not (texts / document).is_file():
            raise RequestError(
                "there is no such document", where=texts / document, remedy=f"{name} names it; put it into the folder"
            )
    predicted: dict[str, dict[str, Any]] = {}
    found: dict[str, str] = {}
    failures: list[Failure] = []
    for name, document in documents.items():
        for coding in code_file(texts / document, coder):
            if isinstance(coding, Failure):
                failures.append(coding)
                found.setdefault(document, (texts / document).read_text(encoding="utf-8", errors="replace"))
            else:
                predicted[name] = to_gold(coding)
                found[document] = coding.document.text
    return score_ledger(ledgers, predicted, found), failures


def code_file(path: Path, coder: Coder) -> Iterator[Coding | Failure]:
    """What a coder reads in the documents of a file, and those that could not be read."""
    for item in read_inputs(find_inputs([str(path)]), workers=1):
        yield item if isinstance(item, Failure) else coder.code(item.document)


def _load(folder: Path) -> dict[str, dict[str, Any]]:
    ledgers: dict[str, dict[str, Any]] = {}
    for file in sorted(folder.glob("*.json")) if folder.is_dir() else []:
        try:
            ledger = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise RequestError(f"the gold file cannot be read: {error}", where=file, remedy="mend it") from error
        if not isinstance(ledger, dict) or not isinstance(ledger.get("events", []), list):
            raise RequestError("this is no gold ledger", where=file, remedy="take it out of the folder")
        ledgers[file.name] = ledger
    if not ledgers:
        raise RequestError("there is no gold file", where=folder, remedy="name a folder of .json files")
    return ledgers
