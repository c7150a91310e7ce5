"""Load the spaCy pipeline that reads English: the one that ships, or the user's own.

The shipped model is data, so it is checked like data: every file's SHA-256 must be the one in ``model/manifest.json``.
 A model altered or half copied would not fail; it would read worse, silently, and the ledger's provenance would name
 the wrong
reader.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

NAME_LABELS = ("PERSON", "ORG", "LOC")
"""The entity types of the shipped model; states and cities are LOC."""

_NEEDED = ("parser", "ner")
_REINSTALL = "reinstall demarche; in a checkout, restore the folder model/ from version control"


def model_folder() -> Path:
    """Return the folder of the shipped model: in the installed package, else in the checkout that this file is in.

    Raises ``ModelError`` when neither has a manifest.
    """
    package = Path(__file__).resolve().parents[1]
    places = (package / "model", package.parents[1] / "model")
    for place in places:
        if (place / "manifest.json").is_file():
            return place
    raise ModelError("the reading model that ships with Demarche is not there", path=places[0], remedy=_REINSTALL)


def verify(folder: Path) -> dict[str, object]:
    """Check every file that the manifest in ``folder`` lists and return the manifest.

    Raises ``ModelError`` naming the first file that is missing or differs.
    """
    path = folder / "manifest.json"
    try:
        manifest: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
        listed = manifest["files"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the model's manifest cannot be read ({error})", path=path, remedy=_REINSTALL) from error
    if not isinstance(listed, dict):
        raise ModelError("the model's manifest has no table of files", path=path, remedy=_REINSTALL)
    for name, digest in listed.items():
        file = folder / str(name)
        try:
            found = hashlib.sha256(file.read_bytes()).hexdigest()
        except OSError as error:
            raise ModelError("a file of the reading model is missing", path=file, remedy=_REINSTALL) from error
        if found != digest:
            raise ModelError(
                "a file of the reading model was altered: its SHA-256 is not the manifest's",
                path=file,
                remedy=_REINSTALL,
            )
    return manifest


def load_pipeline(path: Path | str | None = None) -> Language:
    """Load the shipped pipeline, or the one at ``path``: a folder, or the name of an installed package.

    Nothing in it is disabled.  The shipped pipeline is loaded once a process; it holds no state between texts, so
    threads may share it.  Raises ``ModelError`` when the model is missing, altered, of another spaCy version, or lacks
    a part that Demarche needs (a tagger or morphologizer, a parser, named entities).
    """
    return _shipped() if path is None else _own(path)


@lru_cache(maxsize=1)
def _shipped() -> Language:
    folder = model_folder()
    verify(folder)
    return _load(folder / "syntax")


def _own(path: Path | str) -> Language:
    folder = Path(path)
    if isinstance(path, Path) and not folder.is_dir():
        raise ModelError("no spaCy pipeline is there", path=folder, remedy="name a folder that spaCy's to_disk wrote")
    nlp = _load(folder if folder.is_dir() else str(path))
    lacking = [part for part in _NEEDED if part not in nlp.pipe_names]
    if not {"tagger", "morphologizer"} & set(nlp.pipe_names):
        lacking.append("tagger")
    if lacking:
        raise ModelError(
            f"this spaCy pipeline has no {', no '.join(lacking)}",
            path=folder,
            remedy="use an English pipeline with tagger, parser and ner",
        )
    return nlp


def _load(where: Path | str) -> Language:
    import spacy  # here, not above: it takes a second, and many commands never read text

    try:
        return spacy.load(where)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(
            f"spaCy cannot load this pipeline ({str(error).splitlines()[0]})",
            path=Path(where),
            remedy="check its name, and that it was made for spaCy 3.8 (python -m spacy validate)",
        ) from error
