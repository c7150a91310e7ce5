"""The corpus on disk: its disputes, documents, plan and split."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CORPUS = Path(__file__).parents[1] / "corpus"
PARTS = ("train", "development", "test")
PLANNED = ("id", "title", "invented", "states", "region", "years")


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document with its ledger, read from ``texts/NAME.txt`` and ``gold/NAME.json`` of a dispute's folder."""

    dispute: str
    name: str
    text: str
    ledger: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One dispute: what ``dispute.json`` says, and its documents in the order of their names."""

    name: str
    gold: dict[str, Any]
    documents: tuple[GoldDocument, ...]


def load_json(path: Path) -> Any:
    """The value of a JSON file.

    Raises:
        ValueError: if it cannot be read; says which file.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"{path}: cannot be read: {error}") from error


def save_json(path: Path, value: Any) -> None:
    """Write JSON as all files of the corpus have it: one space of indentation, letters as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load_plan(corpus: Path = CORPUS) -> list[dict[str, Any]]:
    """The disputes that the corpus is to hold: id, title, invented, states, region, years, of ``disputes.yaml``.

    Raises:
        ValueError: if the file cannot be read, or an entry lacks a field; says which.
    """
    path = corpus / "disputes.yaml"
    try:
        plan: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ValueError(f"{path}: cannot be read: {error}") from error
    for number, entry in enumerate(plan, 1):
        if missing := [name for name in PLANNED if name not in entry]:
            raise ValueError(f"{path}: entry {number} lacks {', '.join(missing)}")
    return plan


def load_split(corpus: Path = CORPUS) -> dict[str, list[str]]:
    """The names of the disputes of each part.

    Raises:
        ValueError: if the file cannot be read or lacks a part.
    """
    split: dict[str, list[str]] = load_json(corpus / "split.json")
    if missing := [part for part in PARTS if part not in split]:
        raise ValueError(f"{corpus / 'split.json'}: lacks the parts {', '.join(missing)}")
    return split


def load_dispute(folder: Path) -> Dispute:
    """A dispute with all documents of which the text is there; a text without a ledger has an empty one.

    Raises:
        ValueError: if a JSON file cannot be read.
    """
    gold = load_json(folder / "dispute.json")
    if not isinstance(gold, dict):
        raise ValueError(f"{folder / 'dispute.json'}: no JSON object")
    documents = []
    for path in sorted((folder / "texts").glob("*.txt")):
        ledger = folder / "gold" / f"{path.stem}.json"
        told = load_json(ledger) if ledger.exists() else {}
        documents.append(GoldDocument(folder.name, path.stem, load_text(path), told if isinstance(told, dict) else {}))
    return Dispute(folder.name, gold, tuple(documents))


def load_text(path: Path) -> str:
    """The text of a file, character for character.

    Raises:
        ValueError: if it cannot be read as UTF-8; says which file.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: cannot be read as UTF-8: {error}") from error


def load_corpus(corpus: Path = CORPUS, part: str | None = None) -> Iterator[Dispute]:
    """All disputes, or those of one part, in the order of their names."""
    names = set(load_split(corpus)[part]) if part else None
    for path in sorted(corpus.glob("*/dispute.json")):
        if names is None or path.parent.name in names:
            yield load_dispute(path.parent)
