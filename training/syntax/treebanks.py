"""Which treebank text the parser learns from, and which is left out for its licence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from training.syntax.conllu import Sentence, read_conllu

EXCLUDED_GENRES = frozenset({"fiction", "whow", "reddit"})
"""GUM genres whose texts are under non-commercial or third-party licences (GUM's LICENSE.txt); never trained on."""


class DataMissing(SystemExit):
    """The data folder or a file in it is not there; the message says which and how to name another folder."""


def shared() -> Path:
    """Return the data folder: ``$DEMARCHE_SHARED/data``, else ``../shared/data`` beside the repository."""
    named = os.environ.get("DEMARCHE_SHARED")
    root = Path(named) if named else Path(__file__).resolve().parents[2].parent / "shared"
    data = root / "data"
    if not data.is_dir():
        raise DataMissing(
            f"no training data at {data}: set DEMARCHE_SHARED to the folder that holds data/ud_ewt, data/ud_gum, … "
            "(training/README.md lists them)"
        )
    return data


def need(*parts: str) -> Path:
    """Return the path of one data file or raise :class:`DataMissing` naming it."""
    path = shared().joinpath(*parts)
    if not path.exists():
        raise DataMissing(f"missing training data {path}: see training/README.md for where to get it")
    return path


def genre(sentence: Sentence) -> str:
    """Return GUM's genre, the second part of a document's name (``GUM_news_asylum``)."""
    return sentence.document.split("_")[1]


def gum(part: str) -> Iterator[Sentence]:
    """Yield the sentences of GUM's ``train`` or ``dev`` part whose genres are free."""
    name = {"train": "en_gum-ud-train.rebuilt.conllu.xz", "dev": "en_gum-ud-dev.conllu.xz"}[part]
    return (sentence for sentence in read_conllu(need("ud_gum", name)) if genre(sentence) not in EXCLUDED_GENRES)


def ewt(part: str) -> Iterator[Sentence]:
    """Yield the sentences of EWT's ``train`` or ``dev`` part."""
    name = {"train": "en_ewt-ud-train.conllu.rebuilt.xz", "dev": "en_ewt-ud-dev.conllu.xz"}[part]
    return read_conllu(need("ud_ewt", name))


def load(part: str) -> list[Sentence]:
    """Return what to learn from (EWT and free GUM, train parts) or to choose checkpoints by (EWT dev)."""
    return [*ewt("train"), *gum("train")] if part == "train" else list(ewt("dev"))
