"""How far the second, independent annotation of some documents agrees with the first.

    python -m training.gold.agreement [FOLDER] [--worst 15]

FOLDER holds the second ledgers, by default ``training/corpus/second``; the first annotation is taken as gold.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from training.gold.corpus import CORPUS, load_corpus, load_json
from training.gold.errors import differences
from training.gold.measure import score_documents, score_table, worst_table


def main(arguments: list[str] | None = None) -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS / "second")
    parser.add_argument("--worst", type=int, default=15, metavar="N", help="how many kinds of difference to show")
    given = parser.parse_args(arguments)
    second = {path.stem: load_json(path) for path in sorted(given.folder.glob("*.json"))}
    documents = [d for dispute in load_corpus() for d in dispute.documents if d.name in second]
    if not documents:
        print(f"agreement: {given.folder}: holds no second ledger of a document of the corpus", file=sys.stderr)
        return 2
    found = [difference for document in documents for difference in differences(document, second[document.name])]
    print(f"{len(documents)} documents annotated twice\n")
    print("\n".join([*score_table(score_documents(documents, second)), "", *worst_table(found, given.worst)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
