"""How well the reader that ships reads a part of the corpus, and what it gets wrong most often.

    python -m training.gold.measure test [--json] [--worst 10]

The parts are train, development and test.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from demarche.analysis.evaluation import KINDS, score_ledger
from demarche.pipeline import Coder
from demarche.sources import Failure
from demarche.views.gold import to_gold
from demarche.views.scoring import code_file
from training.gold.corpus import CORPUS, PARTS, GoldDocument, load_corpus
from training.gold.errors import Difference, details, differences, worst


def read_documents(documents: Iterable[GoldDocument], coder: Coder, corpus: Path = CORPUS) -> dict[str, dict[str, Any]]:
    """The ledger, in the gold form, that a coder reads in each document; by the document's name.

    Raises:
        ValueError: if a document cannot be read.
    """
    ledgers = {}
    for document in documents:
        path = corpus / document.dispute / "texts" / f"{document.name}.txt"
        for coding in code_file(path, coder):
            if isinstance(coding, Failure):
                raise ValueError(f"{path}: {coding.what}")
            ledgers[document.name] = to_gold(coding)
    return ledgers


def score_documents(documents: Iterable[GoldDocument], predicted: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The scores of `score_ledger` over these documents."""
    documents = list(documents)
    gold = {document.name: document.ledger for document in documents}
    return score_ledger(gold, predicted, {f"{document.name}.txt": document.text for document in documents})


def score_table(scores: dict[str, Any]) -> list[str]:
    """The scores as a Markdown table, and a line on the attributes of events."""
    lines = ["| kind | gold | precision | recall | F1 |", "|---|---|---|---|---|"]
    for kind in KINDS:
        score = scores[kind]
        shares = [f"{score[name]:.3f}" for name in ("precision", "recall", "f1")]
        lines.append(f"| {kind} | {score['gold']} | {' | '.join(shares)} |")
    lines.append(f"| **ledger_f1** | | | | **{scores['ledger_f1']:.3f}** |")
    attributes = scores["events"]["attributes"].items()
    told = ", ".join(f"{name} {share:.2f}" for name, share in attributes if share is not None)
    status = scores["demands"]["attributes"]["last_status"]
    lines += ["", f"Of the events that are right, the same: {told}. Of the demands, the last status: {status}."]
    return lines


def worst_table(found: Iterable[Difference], count: int) -> list[str]:
    """The most frequent kinds of error as a Markdown table, each with its commonest ways and an example."""
    lines = ["| kind of error | how often | most of them | an example |", "|---|---|---|---|"]
    for name, number, cases in worst(found, count):
        example = cases[len(cases) // 2]
        quote = " ".join(example.quote.split()).replace("|", "/")
        words = quote if len(quote) <= 90 else quote[:90].rsplit(" ", 1)[0] + " …"
        reading = f" ({example.detail})" if example.detail else ""
        lines.append(f"| {name} | {number} | {details(cases)} | “{words}”{reading} |")
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    parser.add_argument("--worst", type=int, default=10, metavar="N", help="how many kinds of error to show")
    given = parser.parse_args(arguments)
    documents = [document for dispute in load_corpus(part=given.part) for document in dispute.documents]
    predicted = read_documents(documents, Coder())
    scores = score_documents(documents, predicted)
    if given.json:
        print(json.dumps(scores, indent=1))
        return 0
    found = [difference for document in documents for difference in differences(document, predicted[document.name])]
    print("\n".join([*score_table(scores), "", *worst_table(found, given.worst)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
