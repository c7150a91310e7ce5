"""Writing an export into a folder, with a manifest: what was asked for, what made it, and every file's hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from demarche.errors import RequestError
from demarche.ledger import View, canonical_export
from demarche.records import Coding
from demarche.views.exports.tables import csv_text, tables
from demarche.views.gold import to_gold

MANIFEST = "manifest.json"
# Every .json in a folder of gold files is a ledger, so the manifest must not be one.
GOLD_MANIFEST = "manifest.ndjson"
# Bytes of a gold file's name: file systems take 255, and two hashes and an ending may follow.
_LONGEST = 200


def write_export(
    view: View, codings: Sequence[Coding], format: str, folder: Path, *, filters: Mapping[str, Any], version: str
) -> list[Path]:
    """Write the codings to the folder, which is made if need be, and give the files, the manifest last.

    ``codings`` are those of a view of the same documents, or that view's as a case sees them; the lines of ``ndjson``
    are the ledger's own, whatever the case.

    Raises:
        RequestError: if there is no such format, or the folder holds other files than an earlier export's.
        OSError: if the files cannot be written.
    """
    if format not in FORMATS:
        raise RequestError("no such format", where=format, remedy=f"choose one of {', '.join(FORMATS)}")
    manifest = folder / (GOLD_MANIFEST if format == "gold" else MANIFEST)
    if folder.exists() and not folder.is_dir():
        raise RequestError("this is a file", where=folder, remedy="name a folder, or one that does not exist yet")
    if folder.exists() and any(folder.iterdir()) and not manifest.exists():
        raise RequestError("the folder holds other files", where=folder, remedy="name an empty folder, or a new one")
    folder.mkdir(parents=True, exist_ok=True)
    _remove_earlier(manifest)
    hashes: dict[str, str] = {}
    for name, text in FORMATS[format](view, codings):
        data = text.encode("utf-8")
        (folder / name).write_bytes(data)
        hashes[name] = hashlib.sha256(data).hexdigest()
    described = {
        "format": format,
        "demarche": version,
        "coders": _makers(codings, "coder"),
        "codebooks": _makers(codings, "codebook"),
        "filters": dict(filters),
        "documents": len(codings),
        "records": sum(1 for coding in codings for _ in coding.records()),
        "files": hashes,
    }
    indent = None if format == "gold" else 1
    manifest.write_text(json.dumps(described, ensure_ascii=False, indent=indent) + "\n", encoding="utf-8")
    return [folder / name for name in hashes] + [manifest]


def _gold(_: View, codings: Sequence[Coding]) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for coding in codings:
        name = gold_name(coding.document.name)
        if name in taken:  # two folders may hold a file of one name
            name = f"{name.removesuffix('.json')}-{coding.document.id[:8]}.json"
        taken.add(name)
        yield name, json.dumps(to_gold(coding), ensure_ascii=False, indent=1) + "\n"


def gold_name(document: str) -> str:
    """The gold file of a document: its file's name with ``.json``; the number of a line goes before that.

    It is always a plain name in one folder: what separates folders or cannot be printed becomes ``_``, and a name too
    long for a file is cut, with a hash of the whole to tell it from others cut alike.
    """
    file, _, line = document.rpartition("#")
    if not (file and line.isascii() and line.isdecimal()):
        file, line = document, ""
    name = Path(file).stem + (f"-{line}" if line else "")
    name = "".join(c if c.isprintable() and c not in "/\\" else "_" for c in name) or "_"
    if len(name.encode()) > _LONGEST:
        cut = name.encode()[:_LONGEST].decode(errors="ignore")
        name = f"{cut}-{hashlib.sha256(document.encode(errors='backslashreplace')).hexdigest()[:8]}"
    return f"{name}.json"


def _ndjson(view: View, _: Sequence[Coding]) -> Iterator[tuple[str, str]]:
    yield "ledger.ndjson", "".join(f"{line}\n" for line in canonical_export(view))


def _csv(_: View, codings: Sequence[Coding]) -> Iterator[tuple[str, str]]:
    for name, columns, rows in tables(codings):
        yield f"{name}.csv", csv_text(columns, rows)


FORMATS: dict[str, Callable[[View, Sequence[Coding]], Iterator[tuple[str, str]]]] = {
    "gold": _gold,
    "ndjson": _ndjson,
    "csv": _csv,
}


def _remove_earlier(manifest: Path) -> None:
    """Remove the files that an earlier export names, so that none is left that the new one does not hold."""
    if not manifest.exists():
        return
    try:
        earlier = list(json.loads(manifest.read_text(encoding="utf-8"))["files"].items())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RequestError("the manifest is not ours", where=manifest, remedy="name another folder") from error
    for name, _ in earlier:
        if Path(name).name == name and (manifest.parent / name).is_file():
            (manifest.parent / name).unlink()


def _makers(codings: Sequence[Coding], part: str) -> list[str]:
    made = {record.provenance for coding in codings for record in coding.records()}
    return sorted({f"{getattr(p, part)} {getattr(p, f'{part}_version')}" for p in made})
