"""Checks the whole corpus: every ledger, every link, the split, what it must hold, how far it repeats itself.

    python -m training.gold.check [--write]      (--write makes COVERAGE.md anew, once all else is right)

Exit status: 0 if nothing is wrong, 1 if something is, 2 if a file cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from demarche.codebook import Codebook, load_codebook
from training.gold.corpus import CORPUS, PARTS, Dispute, GoldDocument, load_corpus, load_json, load_plan, load_split
from training.gold.coverage import count, page, repetition, shortfalls
from training.gold.likeness import find_alike
from training.gold.validate import validate_document
from training.gold.validate_links import validate_dispute

PAGE = "COVERAGE.md"
SIZES = {"train": 40, "development": 10, "test": 10}


def problems(disputes: Sequence[Dispute], codebook: Codebook) -> Iterator[str]:
    """What is wrong in ledgers and links."""
    for dispute in disputes:
        for document in dispute.documents:
            yield from validate_document(document, codebook)
        yield from validate_dispute(dispute, codebook)


def plan_problems(
    split: Mapping[str, Sequence[str]], plan: Sequence[Mapping[str, Any]], disputes: Sequence[Dispute]
) -> Iterator[str]:
    """Whether plan, split and folders name the same disputes, each in one part, and agree in what they say of them."""
    names = [name for part in PARTS for name in split[part]]
    if len(set(names)) < len(names):
        yield f"split.json: in two parts: {sorted({name for name in names if names.count(name) > 1})}"
    planned = {entry["id"]: entry for entry in plan}
    for what, others in (("plan", set(planned)), ("folders", {dispute.name for dispute in disputes})):
        if set(names) != others:
            yield f"split.json and the {what} differ in {sorted(set(names) ^ others)}"
    for part, size in SIZES.items():
        if len(split[part]) < size:
            yield f"split.json: {part} has {len(split[part])} disputes, {size} are due"
    for dispute in disputes:
        entry = planned.get(dispute.name, {})
        for name in ("title", "invented", "region", "states"):
            if entry and entry[name] != dispute.gold.get(name):
                yield f"{dispute.name}: {name} is {dispute.gold.get(name)!r}, planned {entry[name]!r}"


def second_documents(disputes: Sequence[Dispute], corpus: Path) -> Iterator[GoldDocument]:
    """The documents that were annotated twice, with the second ledger in place of the first.

    Raises:
        ValueError: if a second ledger belongs to no document.
    """
    known = {document.name: document for dispute in disputes for document in dispute.documents}
    for path in sorted((corpus / "second").glob("*.json")):
        if path.stem not in known:
            raise ValueError(f"{path}: there is no such document in the corpus")
        document = known[path.stem]
        yield GoldDocument(document.dispute, document.name, document.text, load_json(path))


def check(corpus: Path, *, write: bool) -> int:
    """Say what is wrong, and renew the page if that is wanted and nothing else is; 0 or 1.

    Raises:
        ValueError: if a file cannot be read.
    """
    codebook, disputes, split = load_codebook(), list(load_corpus(corpus)), load_split(corpus)
    wrong = [*problems(disputes, codebook), *plan_problems(split, load_plan(corpus), disputes)]
    for document in second_documents(disputes, corpus):
        wrong += [f"second/{problem}" for problem in validate_document(document, codebook)]
    if not wrong:  # what is broken cannot be counted
        tables, alike = count(disputes, codebook), find_alike(disputes)
        wrong += [*shortfalls(disputes, tables), *repetition(*alike)]
        fresh, written = page(disputes, split, tables, *alike), corpus / PAGE
        if write and not wrong:
            written.write_text(fresh, encoding="utf-8")
        if not written.exists() or written.read_text(encoding="utf-8") != fresh:
            wrong.append(f"{PAGE} is not up to date: python -m training.gold.check --write")
    for problem in wrong:
        print(problem)
    documents = [document for dispute in disputes for document in dispute.documents]
    print(f"{len(disputes)} disputes, {len(documents)} documents, {len(wrong)} problems")
    return 1 if wrong else 0


def main(arguments: Sequence[str] | None = None, corpus: Path = CORPUS) -> int:
    """Check the corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="make COVERAGE.md anew")
    given = parser.parse_args(arguments)
    try:
        return check(corpus, write=given.write)
    except ValueError as error:
        print(f"check: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
