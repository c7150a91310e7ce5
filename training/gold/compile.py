"""Makes a dispute's JSON from notes, and says what is wrong with it.

    python -m training.gold.compile DISPUTE NOTES

DISPUTE is the folder of the dispute, which holds ``texts/`` and the drawn ``cards.json`` or an earlier
``dispute.json``; NOTES a folder with ``01.note``, ``02.note`` … and ``dispute.note`` (what is not there yet is left
out).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from demarche.codebook import load_codebook
from training.gold.corpus import load_dispute, load_json, save_json
from training.gold.dispute_notes import parse_dispute
from training.gold.notation import find_quote, parse_notes
from training.gold.validate import FIELDS, validate_document
from training.gold.validate_links import validate_dispute


def compile_dispute(folder: Path, notes: Path) -> list[str]:
    """Write ``gold/*.json`` and ``dispute.json``; the problems of notes and of what came of them."""
    problems = []
    for note in sorted(notes.glob("[0-9][0-9].note")):
        name = f"{folder.name}-{note.stem}"
        text = folder / "texts" / f"{name}.txt"
        if not text.is_file():
            problems.append(f"{note.name}: there is no {text}")
            continue
        read = parse_notes(note.read_text(encoding="utf-8"), text.read_bytes().decode("utf-8"), text.name)
        problems += [f"{note.name}: {problem}" for problem in read.problems]
        save_json(folder / "gold" / f"{name}.json", read.ledger)
    whole = folder / "dispute.json"
    gold: dict[str, Any] = load_json(whole if whole.exists() else folder / "cards.json")
    if (notes / "dispute.note").is_file():
        read = parse_dispute((notes / "dispute.note").read_text(encoding="utf-8"), folder.name)
        problems += [f"dispute.note: {problem}" for problem in read.problems]
        gold |= read.ledger
    save_json(whole, _filled(gold, folder))
    dispute, codebook = load_dispute(folder), load_codebook()
    problems += [problem for document in dispute.documents for problem in validate_document(document, codebook)]
    return problems + (validate_dispute(dispute) if (notes / "dispute.note").is_file() else [])


def _filled(gold: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Cards with the publisher and date that the ledgers give, and quotes of sources as the texts have them."""
    given = gold.pop("published", {})
    for card in gold["documents"]:
        card |= given.get(card["document"], {})
        ledger = folder / "gold" / f"{card['document']}.json"
        if ledger.exists():
            told = load_json(ledger)
            card |= {name: told[name] for name in ("publisher", "published") if told[name]}
    for source in gold.get("sources", ()):
        text = folder / "texts" / f"{source['document']}.txt"
        if source["quote"] and text.exists():
            source["quote"] = find_quote(text.read_text(encoding="utf-8"), source["quote"])
    return gold


def main(arguments: list[str]) -> int:
    """Compile, and print problems and counts."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0]).resolve()
    problems = compile_dispute(folder, Path(arguments[1]))
    for problem in problems:
        print(problem)
    for document in load_dispute(folder).documents:
        counts = ", ".join(f"{len(document.ledger.get(kind, ()))} {kind}" for kind in FIELDS)
        print(f"{document.name}: {len(document.text.split())} words, {counts}")
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
