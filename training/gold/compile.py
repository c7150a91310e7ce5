"""Makes a dispute's JSON from notes, and says what is wrong with it.

    python -m training.gold.compile DISPUTE NOTES

DISPUTE names a dispute, whose folder in ``training/corpus`` holds ``texts/`` and the drawn ``cards.json`` or an earlier
``dispute.json``; NOTES a folder with ``01.note``, ``02.note`` … and ``dispute.note`` (what is not there yet is left
out).
Exit status: 0 if nothing is wrong, 1 if something is, 2 if a file cannot be read.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from demarche.codebook import load_codebook
from training.gold.corpus import CORPUS, load_dispute, load_json, load_text, save_json
from training.gold.dispute_notes import parse_dispute
from training.gold.notation import NoteError, find_quote, parse_notes
from training.gold.validate import FIELDS, validate_document
from training.gold.validate_links import validate_dispute

WHOLE = "dispute.note"


def compile_dispute(folder: Path, notes: Path) -> list[str]:
    """Write ``gold/*.json`` and ``dispute.json``; the problems of notes and of what came of them.

    Raises:
        ValueError: if a file that is needed is missing or cannot be read; says which.
    """
    found = sorted(path.name for path in notes.glob("*.note"))
    if not found:
        raise ValueError(f"{notes}: holds no notes (01.note, 02.note … and {WHOLE})")
    problems = [f"{name}: a note is named 01.note or {WHOLE}" for name in found if not _is_note(name)]
    for name in found:
        if name != WHOLE and _is_note(name):
            problems += _compile_document(folder, notes / name)
    whole = folder / "dispute.json"
    gold: dict[str, Any] = load_json(whole if whole.exists() else folder / "cards.json")
    if WHOLE in found:
        read = parse_dispute(load_text(notes / WHOLE), folder.name)
        problems += [f"{WHOLE}: {problem}" for problem in read.problems]
        gold |= read.ledger
    problems += _fill(gold, folder)
    save_json(whole, gold)
    dispute, codebook = load_dispute(folder), load_codebook()
    problems += [problem for document in dispute.documents for problem in validate_document(document, codebook)]
    return problems + (validate_dispute(dispute, codebook) if WHOLE in found else [])


def _is_note(name: str) -> bool:
    return name == WHOLE or re.fullmatch(r"\d{2}\.note", name) is not None


def _compile_document(folder: Path, note: Path) -> list[str]:
    name = f"{folder.name}-{note.stem}"
    read = parse_notes(load_text(note), load_text(folder / "texts" / f"{name}.txt"), f"{name}.txt")
    save_json(folder / "gold" / f"{name}.json", read.ledger)
    return [f"{note.name}: {problem}" for problem in read.problems]


def _fill(gold: dict[str, Any], folder: Path) -> list[str]:
    """Put into the cards the publisher and date that notes and ledgers give, into the sources the texts' own words."""
    given = gold.pop("published", {})
    cards = {card["document"]: card for card in gold["documents"]}
    problems = [f"{WHOLE}: D {name[-2:]}: there is no card of {name}" for name in given if name not in cards]
    for name, card in cards.items():
        card |= given.get(name, {})
        ledger = folder / "gold" / f"{name}.json"
        if ledger.exists():
            told = load_json(ledger)
            card |= {field: told[field] for field in ("publisher", "published") if told[field]}
    for source in gold.get("sources", ()):
        text = folder / "texts" / f"{source['document']}.txt"
        if source["quote"] and text.exists():
            try:
                source["quote"] = find_quote(load_text(text), source["quote"])
            except NoteError as error:
                problems.append(f"{WHOLE}: S {source['document'][-2:]} {source['how']} {source['of'][-2:]}: {error}")
    return problems


def main(arguments: Sequence[str]) -> int:
    """Compile, and print problems and counts."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = CORPUS / Path(arguments[0]).name
    try:
        if not (folder / "texts").is_dir():
            raise ValueError(f"{folder / 'texts'}: there is no such folder; a dispute is named as in {CORPUS.name}/")
        problems = compile_dispute(folder, Path(arguments[1]))
    except ValueError as error:
        print(f"compile: {error}", file=sys.stderr)
        return 2
    for problem in problems:
        print(problem)
    for document in load_dispute(folder).documents:
        counts = ", ".join(f"{len(document.ledger.get(kind, ()))} {kind}" for kind in FIELDS)
        print(f"{document.name}: {len(document.text.split())} words, {counts}")
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
