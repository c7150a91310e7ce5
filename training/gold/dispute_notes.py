"""The notes of a whole dispute: what its documents' records have to do with one another."""

from __future__ import annotations

import re
from typing import Any

from training.gold.notation import NoteError, Notes, note_lines, split_fields
from training.gold.validate_links import LINKS

CARD = ("trigger", "sides", "mediators", "outcome")
_SHORT = re.compile(r"(\d{2})#([a-z]\d+)")


def parse_dispute(notes: str, dispute: str) -> Notes:
    """The parts of ``dispute.json`` that notes give; documents are named there by their two digits."""
    gold: dict[str, Any] = {"card": dict.fromkeys(CARD), "period": None, "publishers": [], "published": {}}
    gold |= {part: [] for part in LINKS}
    problems = []
    for number, line in note_lines(notes):
        try:
            _read_line(gold, dispute, line)
        except NoteError as error:
            problems.append(f"line {number}: {error}")
    return Notes(gold, problems)


def _read_line(gold: dict[str, Any], dispute: str, line: str) -> None:
    key, colon, value = (part.strip() for part in line.partition(":"))
    if colon and key in CARD:
        gold["card"][key] = None if value == "-" else value
    elif colon and key == "period":
        gold["period"] = value.split("/")
    elif line.startswith("publisher"):
        _, name, country, owner, stance = split_fields(line, "publisher name country owner stance")
        gold["publishers"].append({"name": name, "country": country, "owner": owner, "stance": stance})
    else:
        _read_link(gold, dispute, line)


def _read_link(gold: dict[str, Any], dispute: str, line: str) -> None:
    letter, _, rest = line.partition(" ")
    rest = rest.strip().removeprefix("|").strip()
    if letter in ("I", "T"):
        what, records = split_fields(rest, "what records")
        part = gold["incidents" if letter == "I" else "demands"]
        id_ = f"{letter.lower()}{len(part) + 1:02d}"
        part.append({"id": id_, "what": what, "records": _records(records, dispute)})
    elif letter in ("X", "L"):
        kind, records, why = split_fields(rest, "kind records why")
        part = gold["contradictions" if letter == "X" else "lookalikes"]
        part.append({"kind": kind, "records": _records(records, dispute), "explanation": why})
    elif letter == "Q":
        relation, about, records = split_fields(rest, "relation about records")
        quantity = {"about": about, "relation": relation, "records": _records(records, dispute)}
        gold["figures"].append({"id": f"q{len(gold['figures']) + 1:02d}", **quantity})
    elif letter == "D":
        number, publisher, published = split_fields(rest, "document publisher date")
        gold["published"][f"{dispute}-{number}"] = {"publisher": publisher, "published": published}
    elif letter == "S":
        link, quote = split_fields(rest, "link words")
        found = re.fullmatch(r"(\d{2}) (copies|cites) (\d{2})", link or "")
        if found is None:
            raise NoteError("a source is written 02 copies 01, or 03 cites 01")
        document, how, of = found.groups()
        gold["sources"].append(
            {"document": f"{dispute}-{document}", "of": f"{dispute}-{of}", "how": how, "quote": quote}
        )
    elif letter == "P":
        span, phase, why = split_fields(rest, "from/to phase why")
        start, _, end = (span or "").partition("/")
        gold["phases"].append({"from": start, "to": end or start, "phase": phase, "why": why})
    else:
        raise NoteError(f"no kind of line: {line[:40]!r}")


def _records(written: str | None, dispute: str) -> list[str]:
    names = (written or "").split()
    for name in names:
        if not _SHORT.fullmatch(name):
            raise NoteError(f"a record is written 01#e03, not {name!r}")
    return [f"{dispute}-{name}" for name in names]
