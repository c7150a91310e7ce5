"""The validator of one document's ledger: form, allowed values, quotes, names and dates.

What cannot be right is a problem, in words that say where and what. `validate_links` does the same across documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from demarche.annotation.edtf import bounds
from demarche.codebook import Codebook
from training.gold.corpus import GoldDocument

Ledger = dict[str, Any]

FIELDS: dict[str, tuple[str, ...]] = {
    "events": (
        "id", "quote", "type", "mode", "actors", "actor_names", "recipients", "recipient_names", "date", "status",
        "place", "speaker",
    ),
    "claims": ("id", "quote", "speaker", "speaker_role", "kind", "cue"),
    "demands": ("id", "issuer", "addressee", "act", "quote", "history"),
    "figures": ("id", "quote", "kind", "value", "low", "high", "unit", "about"),
    "predictions": ("id", "quote", "speaker", "expects", "horizon"),
    "responses": ("event", "in_response_to", "quote"),
}  # fmt: skip
STEP_FIELDS = ("status", "date", "speaker", "quote")
HEAD_FIELDS = ("document", "publisher", "title", "author", "published", "language", "furniture")
FIGURE_KINDS = (
    "killed", "injured", "survived", "aboard", "detained", "released", "participants", "money", "duration", "other",
)  # fmt: skip
# "at most about forty words", says the manual.
MOST_WORDS = 48
SHORTEST, LONGEST = 250, 900
UNNAMED = "unnamed"
_NAME_WORD = re.compile(r"\w{4,}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_THREE_CAPITALS = re.compile(r"[A-Z]{3}")


def validate_document(document: GoldDocument, codebook: Codebook) -> list[str]:
    """All that is wrong with a document's ledger; empty if nothing is."""
    return [f"{document.name}: {problem}" for problem in _Check(document, codebook).problems()]


class _Check:
    def __init__(self, document: GoldDocument, codebook: Codebook) -> None:
        self.text, self.ledger, self.codebook = document.text, document.ledger, codebook
        self.name = document.name
        self.folded = " ".join(document.text.split()).casefold()
        self.words = set(re.findall(r"\w+", self.folded))
        self.furniture: list[tuple[int, int]] = []

    def problems(self) -> Iterator[str]:
        if not self.ledger:
            yield "has no ledger"
            return
        missing = [name for name in (*HEAD_FIELDS, *FIELDS) if name not in self.ledger]
        if missing or set(self.ledger) - {*HEAD_FIELDS, *FIELDS}:
            yield f"fields missing or unknown: {missing or sorted(set(self.ledger) - {*HEAD_FIELDS, *FIELDS})}"
            return
        lists = [name for name in (*FIELDS, "furniture") if not isinstance(self.ledger[name], list)]
        if lists:
            yield f"no lists: {', '.join(lists)}"
            return
        yield from self._head()
        checks: dict[str, Callable[[Ledger], Iterator[str]]] = {
            "events": self._event, "claims": self._claim, "demands": self._demand, "figures": self._figure,
            "predictions": self._prediction, "responses": self._response,
        }  # fmt: skip
        for kind, check in checks.items():
            seen: set[str] = set()
            for number, record in enumerate(self.ledger[kind], 1):
                where = record.get("id") or f"{kind} {number}"
                if tuple(sorted(record)) != tuple(sorted(FIELDS[kind])):
                    yield f"{where}: fields are {sorted(record)}"
                    continue
                if kind != "responses" and not re.fullmatch(rf"{kind[0]}\d{{2,}}", str(record["id"])):
                    yield f"{where}: an id is {kind[0]}01, {kind[0]}02 …"
                if where in seen:
                    yield f"{where}: the id stands twice"
                seen.add(where)
                yield from (f"{where}: {problem}" for problem in (*self._quote(record["quote"]), *check(record)))

    def _head(self) -> Iterator[str]:
        if self.ledger["document"] != f"{self.name}.txt":
            yield f"document is {self.ledger['document']!r}"
        count = len(self.text.split())
        if not SHORTEST <= count <= LONGEST:
            yield f"has {count} words, not {SHORTEST} to {LONGEST}"
        if self.ledger["language"] != "en":
            yield f"language is {self.ledger['language']!r}"
        if not _DAY.fullmatch(self.ledger["published"] or ""):
            yield f"published is {self.ledger['published']!r}, not a day (YYYY-MM-DD)"
        yield from self._date(self.ledger["published"], "published")
        for stretch in self.ledger["furniture"]:
            start = self.text.find(stretch["from"])
            end = self.text.find(stretch["to"], max(start, 0))
            if not stretch["from"] or not stretch["to"] or start < 0 or end < 0:
                yield f"furniture not in the text: {stretch}"
            else:
                self.furniture.append((start, end + len(stretch["to"])))
        head = self.ledger["title"]
        if head and head not in self.text:
            yield f"title not in the text: {head!r}"

    def _quote(self, quote: str) -> Iterator[str]:
        at = self.text.find(quote) if quote else -1
        if at < 0:
            yield f"quote not in the text: {quote[:60]!r}"
        elif quote != quote.strip():
            yield f"quote begins or ends with white space: {quote[:60]!r}"
        elif len(quote.split()) > MOST_WORDS:
            yield f"quote of {len(quote.split())} words: {quote[:60]!r}"
        elif any(start < at + len(quote) and at < end for start, end in self.furniture):
            yield f"quote lies in furniture: {quote[:60]!r}"

    def _event(self, event: Ledger) -> Iterator[str]:
        type_ = self.codebook.event_types.get(event["type"])
        if type_ is None:
            yield f"no such type: {event['type']!r}; known are {', '.join(self.codebook.event_types)}"
        elif event["mode"] is not None and event["mode"] not in type_.modes:
            yield f"{event['type']} has no mode {event['mode']!r}; it has {', '.join(type_.modes) or 'none'}"
        if event["status"] not in self.codebook.event_statuses:
            yield f"no such status: {event['status']!r}; known are {', '.join(self.codebook.event_statuses)}"
        sides = [event[side] for side in ("actors", "actor_names", "recipients", "recipient_names")]
        if not all(isinstance(side, list) for side in sides):
            yield "actors, recipients and their names are lists"
            return
        yield from (f"stands twice on one side: {side}" for side in sides if len(set(side)) < len(side))
        for party in (*event["actors"], *event["recipients"]):
            yield from self._party(party)
        for name in (*event["actor_names"], *event["recipient_names"]):
            if not self._stands(name):
                yield f"name not in the text: {name!r}"
        if event["place"] and not set(_NAME_WORD.findall(event["place"].casefold())) <= self.words:
            yield f"place not in the text: {event['place']!r}"
        yield from self._speaker(event["speaker"])
        yield from self._past(event["date"], past=event["status"] in ("occurred", "ongoing"))

    def _claim(self, claim: Ledger) -> Iterator[str]:
        if claim["kind"] not in ("direct", "indirect", "mixed"):
            yield f"no such kind: {claim['kind']!r}"
        if claim["cue"] and not self._stands(claim["cue"]):
            yield f"cue not in the text: {claim['cue']!r}"
        yield from self._speaker(claim["speaker"])

    def _demand(self, demand: Ledger) -> Iterator[str]:
        if demand["act"] not in self.codebook.acts:
            yield f"no such act: {demand['act']!r}"
        for party in (demand["issuer"], demand["addressee"]):
            yield from self._party(party or "")
        if not demand["history"]:
            yield "has no history"
        earliest = ""
        for step in demand["history"]:
            if tuple(sorted(step)) != tuple(sorted(STEP_FIELDS)):
                yield f"fields of a step are {sorted(step)}"
                continue
            if step["status"] not in self.codebook.demand_statuses:
                yield f"no such status: {step['status']!r}"
            yield from self._quote(step["quote"])
            yield from self._speaker(step["speaker"])
            yield from self._past(step["date"], past=True)
            upper = _bounds(step["date"])[1]
            if upper and upper < earliest:
                yield f"history is not in the order of time: {step['date']} comes too late"
            earliest = max(earliest, _bounds(step["date"])[0] or "")

    def _figure(self, figure: Ledger) -> Iterator[str]:
        if figure["kind"] not in FIGURE_KINDS:
            yield f"no such kind: {figure['kind']!r}"
        numbers = [figure[name] for name in ("value", "low", "high")]
        if all(number is None for number in numbers):
            yield "has neither value nor bounds"
        if any(number is not None and type(number) not in (int, float) for number in numbers):
            yield f"no number: {numbers}"
        elif None not in numbers[1:] and figure["low"] > figure["high"]:
            yield f"from {figure['low']} to {figure['high']}"
        if not figure["about"] or not figure["unit"]:
            yield "says not what it counts"

    def _prediction(self, prediction: Ledger) -> Iterator[str]:
        if not prediction["expects"]:
            yield "says not what is expected"
        yield from self._speaker(prediction["speaker"])
        yield from self._date(prediction["horizon"], "horizon")
        if (prediction["horizon"] or "").startswith("../"):
            yield f"a horizon is the date by which: {prediction['horizon'][3:]}"

    def _response(self, response: Ledger) -> Iterator[str]:
        ids = {event.get("id") for event in self.ledger["events"]}
        for end in ("event", "in_response_to"):
            if response[end] not in ids:
                yield f"no such event: {response[end]!r}"
        if response["event"] == response["in_response_to"]:
            yield f"answers itself: {response['event']}"

    def _party(self, party: str) -> Iterator[str]:
        base, _, people = party.partition(":")
        if people or _THREE_CAPITALS.fullmatch(party):
            if people not in ("", "citizens"):
                yield f"no such group: {party!r}"
            if base not in self.codebook.states and base not in self.codebook.bodies and not self._stands(base):
                yield f"no such state: {party!r}"
        elif not party:
            yield "a party is empty"
        elif party not in self.codebook.bodies and not self._stands(party):
            yield f"neither a code, a body, nor in the text: {party!r}"

    def _speaker(self, speaker: str | None) -> Iterator[str]:
        known = speaker in self.codebook.states or speaker in self.codebook.bodies
        if speaker is None or speaker == UNNAMED or known:
            return
        # A name may be put together from a first name here and a surname there, but not made up.
        if not set(re.findall(r"\w+", speaker.casefold())) <= self.words:
            yield f"speaker not in the text: {speaker!r}"

    def _date(self, date: str | None, what: str) -> Iterator[str]:
        if date is not None:
            try:
                bounds(date)
            except ValueError as error:
                yield f"{what}: {error}"

    def _past(self, date: str | None, *, past: bool) -> Iterator[str]:
        yield from self._date(date, "date")
        published, begins = self.ledger["published"], _bounds(date)[0]
        if past and published and begins and begins > published:
            yield f"dated {date}, after the publication on {published}"

    def _stands(self, words: str) -> bool:
        return " ".join(words.split()).casefold() in self.folded


def _bounds(date: str | None) -> tuple[str | None, str | None]:
    try:
        return bounds(date) if date else (None, None)
    except ValueError:
        return None, None
