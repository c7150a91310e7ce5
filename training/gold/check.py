"""Checks the whole corpus: every ledger, every link, the split, what it must hold, how far it repeats itself.

    python -m training.gold.check [--write]      (--write makes COVERAGE.md anew)

Exit status: 0 if nothing is wrong, else 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from demarche.codebook import Codebook, load_codebook
from training.gold.corpus import CORPUS, PARTS, Dispute, GoldDocument, load_corpus, load_json, load_plan, load_split
from training.gold.coverage import count, page, repetition, shortfalls
from training.gold.validate import validate_document
from training.gold.validate_links import validate_dispute

PAGE = "COVERAGE.md"
SIZES = {"train": 40, "development": 10, "test": 10}


def problems(disputes: Sequence[Dispute], codebook: Codebook) -> Iterator[str]:
    """What is wrong in ledgers and links."""
    for dispute in disputes:
        for document in dispute.documents:
            yield from validate_document(document, codebook)
        yield from validate_dispute(dispute)


def split_problems(
    split: Mapping[str, Sequence[str]], plan: Sequence[Mapping[str, Any]], disputes: Sequence[Dispute]
) -> Iterator[str]:
    """Whether plan, split and folders name the same disputes, each in one part, and the parts have their sizes."""
    names = [name for part in PARTS for name in split[part]]
    if len(set(names)) < len(names):
        yield f"split.json: in two parts: {sorted({name for name in names if names.count(name) > 1})}"
    planned, present = {entry["id"] for entry in plan}, {dispute.name for dispute in disputes}
    for what, others in (("plan", planned), ("folders", present)):
        if set(names) != others:
            yield f"split.json and the {what} differ in {sorted(set(names) ^ others)}"
    for part, size in SIZES.items():
        if len(split[part]) < size:
            yield f"split.json: {part} has {len(split[part])} disputes, {size} are due"


def second_documents(disputes: Sequence[Dispute], corpus: Path) -> Iterator[GoldDocument]:
    """The documents that were annotated twice, with the second ledger in place of the first."""
    known = {document.name: document for dispute in disputes for document in dispute.documents}
    for path in sorted((corpus / "second").glob("*.json")):
        document = known[path.stem]
        yield GoldDocument(document.dispute, document.name, document.text, load_json(path))


def main(arguments: Sequence[str] = (), corpus: Path = CORPUS) -> int:
    """Check, say what is wrong, and with ``--write`` renew the page."""
    codebook, disputes = load_codebook(), list(load_corpus(corpus))
    tables, split = count(disputes, codebook), load_split(corpus)
    fresh = page(disputes, split, tables)
    if "--write" in arguments:
        (corpus / PAGE).write_text(fresh, encoding="utf-8")
    wrong = [*problems(disputes, codebook), *split_problems(split, load_plan(corpus), disputes)]
    for document in second_documents(disputes, corpus):
        wrong += [f"second/{problem}" for problem in validate_document(document, codebook)]
    wrong += [*shortfalls(disputes, tables), *repetition(disputes)]
    if not (corpus / PAGE).exists() or (corpus / PAGE).read_text(encoding="utf-8") != fresh:
        wrong.append(f"{PAGE} is not up to date: python -m training.gold.check --write")
    for problem in wrong:
        print(problem)
    documents = sum(len(dispute.documents) for dispute in disputes)
    records = sum(tables["kinds"].values())
    print(f"{len(disputes)} disputes, {documents} documents, {records} records, {len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
