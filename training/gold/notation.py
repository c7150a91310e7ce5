"""The short notation in which ledgers are written by hand, and the gold form that it stands for.

`training/corpus/FORMAT.md` describes both. Every quote is looked up in the text, so that what comes out stands there
letter for letter; what cannot be understood is gathered, line by line, rather than stopping at the first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from demarche.analysis.evaluation import KINDS

Ledger = dict[str, Any]

HEAD = ("publisher", "title", "author", "published")
CLAIM_KINDS = {"d": "direct", "i": "indirect", "m": "mixed"}
_CODE = re.compile(r"[A-Z]{3}(?::citizens)?")
_NUMBERED = re.compile(r"(?P<kind>[CFP])\s+(?P<id>[cfp]\d+)\s*\|\s*(?P<rest>.*)")
_FOLDED = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " ", "—": "-", "–": "-"})


class NoteError(ValueError):
    """A line of notes that cannot be understood."""


@dataclass(slots=True)
class Notes:
    """What a file of notes gives: the ledger, and what was wrong in which line."""

    ledger: Ledger
    problems: list[str] = field(default_factory=list)


def find_quote(text: str, quote: str) -> str:
    """The words of the text that a quote names: whole, or by its first and last words parted by `` .. ``.

    Typographic marks and white space may differ in the quote; what is returned is the text's own.

    Raises:
        NoteError: if they are not there.
    """
    first, parted, last = (part.strip() for part in quote.partition(" .. "))
    start, end = _find(text, first, 0)
    if parted:
        end = _find(text, last, end)[1]
    return text[start:end]


def _find(text: str, words: str, after: int) -> tuple[int, int]:
    if not words:
        raise NoteError("a quote is missing")
    at = text.find(words, after)
    if at >= 0:
        return at, at + len(words)
    pattern = r"\s+".join(re.escape(word) for word in words.translate(_FOLDED).split())
    found = re.compile(pattern).search(text.translate(_FOLDED), after)
    if found is None:
        raise NoteError(f"not in the text: {words!r}")
    return found.span()


def parse_parties(written: str | None) -> tuple[list[str], list[str]]:
    """Codes or names, and the words used for them, of ``CODE=words; Name; CODE+CODE=words``.

    A code of three capitals (with ``:citizens`` or not) that stands alone is known but not named in the text; whatever
    else stands alone, short names of bodies too, is both name and words: a body that is not named is written ``UN=``.
    """
    codes: list[str] = []
    names: list[str] = []
    for part in (written or "").split(";"):
        code, named, words = (piece.strip() for piece in part.partition("="))
        if not code:
            continue
        codes += [one.strip() for one in code.split("+")] if named or _CODE.fullmatch(code.split("+")[0]) else [code]
        if named:
            names += [words] if words else []
        elif not _CODE.fullmatch(code.split("+")[0]):
            names.append(code)
    return codes, names


def parse_amount(written: str) -> tuple[float | None, float | None, float | None]:
    """Value, low, high of ``38``, ``40..50``, ``50..`` or ``..30``.

    Raises:
        NoteError: if it is none of these.
    """
    try:
        low, ranged, high = written.replace(",", "").partition("..")
        if not ranged:
            return _number(low), None, None
        return None, _number(low) if low.strip() else None, _number(high) if high.strip() else None
    except ValueError as error:
        raise NoteError(f"no number or range: {written!r}") from error


def _number(written: str) -> float:
    value = float(written)
    if not math.isfinite(value):
        raise ValueError(f"not finite: {written}")
    return int(value) if value.is_integer() else value


def parse_notes(notes: str, text: str, document: str) -> Notes:
    """The gold ledger of a document from its notes."""
    return _Reader(text, document).read(notes)


def note_lines(notes: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers."""
    for number, line in enumerate(notes.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()


def split_fields(line: str, names: str) -> list[str | None]:
    """The fields of a line, parted by ``|``; the last keeps further bars; ``-`` is none. ``names`` says what is due.

    Raises:
        NoteError: if there are fewer.
    """
    count = len(names.split())
    fields = [part.strip() for part in line.split("|", count - 1)]
    if len(fields) < count:
        raise NoteError(f"{count} fields are due ({names}), {len(fields)} are there")
    return [None if part in ("-", "") else part for part in fields]


class _Reader:
    def __init__(self, text: str, document: str) -> None:
        self.text = text
        self.speakers: dict[str, tuple[str, str | None]] = {}
        self.quotes: dict[str, str] = {}
        self.given: str | None = None
        self.ledger: Ledger = {"document": document, **dict.fromkeys(HEAD), "language": "en", "furniture": []}
        self.ledger |= {kind: [] for kind in KINDS}
        self.verbs = {
            "X": self._furniture, "E": self._event, "C": self._claim, "D": self._demand, "+": self._step,
            "F": self._figure, "P": self._prediction, "R": self._response,
        }  # fmt: skip

    def read(self, notes: str) -> Notes:
        problems = []
        for number, line in note_lines(notes):
            try:
                self._line(line)
            except NoteError as error:
                problems.append(f"line {number}: {error}")
        for demand in self.ledger["demands"]:
            if demand["quote"] == "=":
                demand["quote"] = demand["history"][0]["quote"] if demand["history"] else ""
        return Notes(self.ledger, problems)

    def _line(self, line: str) -> None:
        head, colon, value = line.partition(":")
        numbered = _NUMBERED.fullmatch(line)
        self.given = numbered["id"] if numbered else None
        if numbered:
            self.verbs[numbered["kind"]](numbered["rest"])
        elif colon and head in HEAD:
            self.ledger[head] = None if value.strip() in ("-", "") else value.strip()
        elif line.startswith("@"):
            name, speaker, role = split_fields(line, "@name speaker role")
            self.speakers[name or ""] = (speaker or "", role)
        elif line[0] in self.verbs and line[1:2] in (" ", "\t"):
            rest = line[1:].strip()
            self.verbs[line[0]](rest[1:].strip() if rest.startswith("|") else rest)
        else:
            raise NoteError(f"no kind of line: {line[:40]!r}")

    def _quote(self, written: str | None) -> str:
        if written and re.fullmatch(r"=\s*e\d+", written):
            event = written[1:].strip()
            if event not in self.quotes:
                raise NoteError(f"no event {event} stands above")
            return self.quotes[event]
        return find_quote(self.text, written or "")

    def _speaker(self, written: str | None) -> tuple[str | None, str | None]:
        if written and written.startswith("@"):
            if written not in self.speakers:
                raise NoteError(f"no speaker {written} stands above")
            return self.speakers[written]
        return written, None

    def _add(self, kind: str, record: Ledger) -> None:
        """Enter a record under the id that its line gives, or else under the next number of its list."""
        self.ledger[kind].append({"id": self.given or f"{kind[0]}{len(self.ledger[kind]) + 1:02d}", **record})

    def _furniture(self, rest: str) -> None:
        first, parted, last = rest.partition(" .. ")
        if not parted:
            raise NoteError("furniture is given by its first and its last words, parted by ' .. '")
        self.ledger["furniture"].append({"from": find_quote(self.text, first), "to": find_quote(self.text, last)})

    def _event(self, rest: str) -> None:
        id_, type_, actors, recipients, date, status, place, speaker, quote = split_fields(
            rest, "id type actors recipients date status place speaker quote"
        )
        type_, _, mode = (type_ or "").partition("/")
        actor_codes, actor_names = parse_parties(actors)
        recipient_codes, recipient_names = parse_parties(recipients)
        words = self._quote(quote)
        if id_ in self.quotes:
            raise NoteError(f"{id_} stands twice")
        self.quotes[id_ or ""] = words
        self.ledger["events"].append({
            "id": id_, "quote": words, "type": type_, "mode": mode or None,
            "actors": actor_codes, "actor_names": actor_names,
            "recipients": recipient_codes, "recipient_names": recipient_names,
            "date": date, "status": status, "place": place, "speaker": self._speaker(speaker)[0],
        })  # fmt: skip

    def _claim(self, rest: str) -> None:
        speaker, role, kind, cue, quote = split_fields(rest, "speaker role kind cue quote")
        name, known_role = self._speaker(speaker)
        words = self._quote(quote)
        kind = CLAIM_KINDS.get(kind or "", kind)
        said = {"quote": words, "speaker": name, "speaker_role": role or known_role, "kind": kind, "cue": cue}
        self._add("claims", said)

    def _demand(self, rest: str) -> None:
        id_, issuer, addressee, act, quote = split_fields(rest, "id issuer addressee act quote")
        words = "=" if quote == "=" else self._quote(quote)
        wish = {"id": id_, "issuer": issuer, "addressee": addressee, "act": act, "quote": words}
        self.ledger["demands"].append({**wish, "history": []})

    def _step(self, rest: str) -> None:
        if not self.ledger["demands"]:
            raise NoteError("no demand stands above")
        status, date, speaker, quote = split_fields(rest, "status date speaker quote")
        step = {"status": status, "date": date, "speaker": self._speaker(speaker)[0], "quote": self._quote(quote)}
        self.ledger["demands"][-1]["history"].append(step)

    def _figure(self, rest: str) -> None:
        kind, amount, unit, about, quote = split_fields(rest, "kind amount unit about quote")
        value, low, high = parse_amount(amount or "")
        words = self._quote(quote)
        amounts = {"value": value, "low": low, "high": high}
        self._add("figures", {"quote": words, "kind": kind, **amounts, "unit": unit, "about": about})

    def _prediction(self, rest: str) -> None:
        speaker, expects, horizon, quote = split_fields(rest, "speaker expects horizon quote")
        words, name = self._quote(quote), self._speaker(speaker)[0]
        self._add("predictions", {"quote": words, "speaker": name, "expects": expects, "horizon": horizon})

    def _response(self, rest: str) -> None:
        ends, quote = split_fields(rest, "e02<e01 quote")
        answer, arrow, cause = (part.strip() for part in (ends or "").partition("<"))
        if not arrow:
            raise NoteError("a response is written e02 < e01")
        record = {"event": answer, "in_response_to": cause, "quote": self._quote(quote)}
        self.ledger["responses"].append(record)
