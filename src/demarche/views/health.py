"""What is installed and whether it fits: for `demarche doctor`, and for a report of a fault."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from demarche import __version__
from demarche.errors import DemarcheError

PARTS = ("spacy", "trafilatura", "lxml", "sqlalchemy", "alembic", "pysqlite3", "numpy", "datasketch", "py3langid")


def examine(ledger: Path, model: Path | None) -> dict[str, Any]:
    """Everything that decides how articles are read and kept, and under ``problems`` what is wrong with it."""
    problems: list[str] = []
    report: dict[str, Any] = {
        "demarche": {"version": __version__, "python": platform.python_version(), "platform": platform.platform()},
        "model": _attempt(problems, lambda: _model(model)),
        "codebook": _attempt(problems, _codebook),
        "sqlite": _sqlite(),
        "ledger": _attempt(problems, lambda: _ledger(ledger)),
        "parts": {name: _version(name) for name in PARTS},
    }
    return report | {"problems": problems}


def _attempt(problems: list[str], look: Any) -> dict[str, Any]:
    try:
        found: dict[str, Any] = look()
    except DemarcheError as error:
        problems.append(str(error))
        return {"state": "unfit"}
    return found


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _model(own: Path | None) -> dict[str, Any]:
    from demarche.annotation.syntax import load_pipeline, model_folder, verify

    if own is not None:
        meta = load_pipeline(own).meta
        return {"name": meta.get("name"), "version": meta.get("version"), "place": str(own), "checked": False}
    folder = model_folder()
    manifest = verify(folder)
    told = {key: manifest[key] for key in ("name", "version", "scores") if key in manifest}
    return told | {"place": str(folder), "checked": True}


def _codebook() -> dict[str, Any]:
    from demarche.codebook import load_codebook

    codebook = load_codebook()
    return {"name": codebook.name, "version": codebook.version, "sha256": codebook.digest}


def _sqlite() -> dict[str, Any]:
    from demarche.ledger import sqlite

    return {
        "version": ".".join(map(str, sqlite.VERSION)),
        "driver": sqlite.DRIVER.__name__,
        "journal_mode": sqlite.journal_mode(),
    }


def _ledger(path: Path) -> dict[str, Any]:
    from demarche.ledger import Ledger

    if not path.exists():
        return {"place": str(path), "state": "not there yet; `demarche read` makes it"}
    with Ledger.open(path, create=False) as store:
        counts = store.view().counts()
    return {"place": str(path), "state": "fit", "bytes": path.stat().st_size, **counts}
