"""Quality that may not fall: measures how well articles are read, and fails below the floors of `floors.json`.

    gate.py                                       measure and compare
    gate.py --update                              raise the floors to what is measured now, less a margin
    gate.py --update --allow-regression REASON    lower them where need be; the reason is written into the file

What is measured on: the test part of the corpus in training/corpus; and, in the folder that DEMARCHE_SHARED names, gold
ledgers in gold/000 with their texts in seeds, treebank and name data below data. The floors bear the SHA-256 of the
gold files: a figure is compared only with the gold that it was pinned on. Exit status: 0 all held, 1 some fell, 2 could
not measure.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.errors import DemarcheError

if TYPE_CHECKING:
    from demarche.pipeline import Coder

FLOORS = Path(__file__).with_name("floors.json")
# A floor is pinned so far below what is measured. With a dozen gold records of a kind, one of them read or missed moves
# its F1 by about 0.05; the mean of the kinds moves less, and figures on thousands of words hardly.
MARGINS = {"ledger_f1": 0.02, "corpus_ledger_f1": 0.01, "syntax_las": 0.005, "names_f1": 0.005}
MARGIN = 0.05


class GateError(Exception):
    """The gate cannot be applied: data or floors are missing, altered, or would be lowered without a reason."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A measure that lies below its floor."""

    name: str
    floor: float
    measured: float | None

    def __str__(self) -> str:
        measured = "not measured" if self.measured is None else f"{self.measured:.3f}"
        return f"{self.name}: {measured}, floor {self.floor:.3f}"


def falls(floors: Mapping[str, float], measured: Mapping[str, float]) -> list[Fall]:
    """The measures that lie below their floors, or were not measured although they have one."""
    found = [Fall(name, floor, measured.get(name)) for name, floor in sorted(floors.items())]
    return [fall for fall in found if fall.measured is None or fall.measured < fall.floor]


def updated(pinned: Mapping[str, Any], measured: Mapping[str, float], gold: str, reason: str | None) -> dict[str, Any]:
    """The floors' file after `--update`: each floor the higher of what it was and of what is measured, less the margin.

    Floors are lowered, or taken out because they are no longer measured, only for a reason, which is recorded.

    Raises:
        GateError: if a floor would have to be lowered, or the gold has changed, and no reason is given.
    """
    earlier: dict[str, float] = dict(pinned.get("floors", {}))
    now = {name: round(max(0.0, value - MARGINS.get(name, MARGIN)), 3) for name, value in measured.items()}
    lowered = [fall.name for fall in falls(earlier, measured)]
    changed = bool(pinned.get("gold_sha256")) and pinned["gold_sha256"] != gold
    if (lowered or changed) and reason is None:
        what = f"would lower {', '.join(lowered)}" if lowered else "the gold has changed"
        raise GateError(f"{what}; to do so, add --allow-regression with the reason")
    floors = {name: value if name in lowered else max(value, earlier.get(name, 0.0)) for name, value in now.items()}
    history = list(pinned.get("regressions", []))
    if reason is not None and (lowered or changed):
        history.append({"reason": reason, "lowered": {name: [earlier[name], now.get(name)] for name in lowered}})
    return {"gold_sha256": gold, "floors": dict(sorted(floors.items())), "regressions": history}


def digest(folders: Sequence[Path]) -> str:
    """One SHA-256 over the names and bytes of all gold files of some folders.

    Raises:
        GateError: if there is none in one of them.
    """
    whole = hashlib.sha256()
    for folder in folders:
        files = sorted(folder.glob("*.json"))
        if not files:
            raise GateError(f"{folder}: there are no gold files; set DEMARCHE_SHARED to the folder that holds gold/000")
        for file in files:
            whole.update(f"{file.name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def gold_folders(shared: Path) -> list[Path]:
    """The folders of gold ledgers that are measured on."""
    from training.gold.corpus import CORPUS, load_split

    return [shared / "gold" / "000", *(CORPUS / name / "gold" for name in load_split()["test"])]


def read_floors(path: Path) -> dict[str, Any]:
    """The floors' file; empty if there is none yet.

    Raises:
        GateError: if it has another form.
    """
    if not path.exists():
        return {}
    try:
        pinned: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if not all(isinstance(value, float | int) for value in pinned["floors"].values()):
            raise TypeError("a floor is no number")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GateError(f"{path}: no file of floors: {error}") from error
    return pinned


def measure(shared: Path) -> dict[str, float]:
    """Every figure that may have a floor: of whole ledgers, and of syntax and names.

    Raises:
        GateError: if something to measure on is missing or cannot be read.
    """
    from demarche.pipeline import Coder
    from demarche.views.scoring import score_folder

    coder = Coder()
    scores, failures = score_folder(shared / "gold" / "000", shared / "seeds", coder)
    if failures:
        raise GateError(f"{failures[0].path}: could not be read: {failures[0].what}")
    kinds = {kind: score for kind, score in scores.items() if isinstance(score, dict) and score["gold"]}
    measured = {f"{kind}_f1": float(score["f1"]) for kind, score in kinds.items()}
    return measured | {"ledger_f1": scores["ledger_f1"]} | _measure_corpus(coder) | _measure_syntax(shared / "data")


def _measure_corpus(coder: Coder) -> dict[str, float]:
    """The whole ledger on the test part of the corpus."""
    from training.gold.corpus import load_corpus
    from training.gold.measure import read_documents, score_documents

    documents = [document for dispute in load_corpus(part="test") for document in dispute.documents]
    scores = score_documents(documents, read_documents(documents, coder))
    return {"corpus_ledger_f1": scores["ledger_f1"]}


def _measure_syntax(data: Path) -> dict[str, float]:
    """The shipped pipeline on English EWT: labelled attachment with gold words, names as exact spans; both 0 to 1."""
    from benchmarks import syntax
    from demarche.annotation.syntax import load_pipeline

    trees, entities = data / "ud_ewt" / "en_ewt-ud-dev.conllu.xz", data / "uner_en_ewt" / "en_ewt-ud-dev.iob2.xz"
    for path in (trees, entities):
        if not path.is_file():
            raise GateError(f"{path} is missing; set DEMARCHE_SHARED to the folder that holds data")
    nlp = load_pipeline()
    attached = syntax.gold_words(nlp, list(syntax.read(trees)), keep_sentences=True)
    return {
        "syntax_las": round(attached["las"] / 100, 4),
        "names_f1": round(syntax.names(nlp, entities)["micro"]["f1"] / 100, 4),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, compare or update, and say so."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="pin what is measured now")
    parser.add_argument("--allow-regression", metavar="REASON", help="with --update: floors may fall, for this reason")
    parser.add_argument("--floors", type=Path, default=FLOORS, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    shared = Path(os.environ.get("DEMARCHE_SHARED") or Path(__file__).parents[2] / "shared")
    try:
        return _apply(given.floors, shared, update=given.update, reason=given.allow_regression)
    except GateError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2


def _apply(path: Path, shared: Path, *, update: bool, reason: str | None) -> int:
    pinned = read_floors(path)
    gold = digest(gold_folders(shared))
    if not update:
        if not pinned:
            raise GateError(f"{path}: there are no floors; pin them with --update")
        if pinned.get("gold_sha256") != gold:
            changed = f"{shared / 'gold'} or the test part of the corpus"
            raise GateError(f"{changed}: not the gold that the floors were pinned on; pin anew with --update")
    try:
        measured = measure(shared)
    except DemarcheError as error:
        raise GateError(str(error)) from error
    if update:
        path.write_text(json.dumps(updated(pinned, measured, gold, reason), indent=1) + "\n", encoding="utf-8")
        print(f"{path}: pinned {len(measured)} floors")
        return 0
    for name, value in sorted(measured.items()):
        print(f"{name:24} {value:.3f}  floor {pinned['floors'].get(name, 0):.3f}")
    fallen = falls(pinned["floors"], measured)
    for fall in fallen:
        print(f"gate: below the floor: {fall}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.exit(main())
