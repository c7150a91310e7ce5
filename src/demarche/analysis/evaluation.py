"""How well a predicted ledger agrees with a gold one, kind by kind.

A gold and a predicted record may pair if they tell of the same place in the document (shared characters, or else one
sentence) and agree in what makes the kind: an event's type, the speaker of a claim or prediction, a figure's kind and
value. A demand is recognised by who wants what of whom, wherever it stands; a response by the places of its two events.
Every record pairs at most once, the closest and best agreeing pairs first. Counts are added over the documents before
precision, recall and F1 are taken; ``ledger_f1`` is the mean F1 of the kinds that the gold has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from demarche.errors import RequestError

JsonRecord: TypeAlias = Mapping[str, Any]
Place: TypeAlias = tuple[int, int]
Test: TypeAlias = Callable[[JsonRecord, JsonRecord], bool]

_APART, _SAME_SENTENCE, _SAME_WORDS = 0, 1, 2
# A sentence ends at a full stop before a capital (Latin or Cyrillic) or an opening quotation mark, and at a line's end.
_BREAK = re.compile(r"""(?<=[.?!])["'”»]?\s+(?=["“«A-ZА-Я])|\n+""")
_MARKS = str.maketrans("", "", "~?%")


def _plain(name: str | None) -> str:
    return re.sub(r"[^\w ]", "", (name or "").casefold()).strip()


def _same_name(key: str) -> Test:
    return lambda gold, predicted: _plain(gold[key]) == _plain(predicted[key])


def _same_names(key: str) -> Test:
    def names(record: JsonRecord) -> set[str]:
        return {_plain(name) for name in record.get(key) or ()}

    return lambda gold, predicted: names(gold) == names(predicted)


def _same(key: str) -> Test:
    return lambda gold, predicted: (gold.get(key) or "") == (predicted.get(key) or "")


def same_speaker(gold: JsonRecord, predicted: JsonRecord) -> bool:
    """Whether both name one speaker: the same words, or the last word of one among the words of the other.

    None is the publication itself and equals only None.
    """
    words, others = _plain(gold.get("speaker")).split(), _plain(predicted.get("speaker")).split()
    if not words or not others:
        return not words and not others
    return words[-1] in others or others[-1] in words


def _dates(gold: JsonRecord, predicted: JsonRecord) -> tuple[str, str]:
    return (gold.get("date") or "").translate(_MARKS), (predicted.get("date") or "").translate(_MARKS)


def _same_date(gold: JsonRecord, predicted: JsonRecord) -> bool:
    one, other = _dates(gold, predicted)
    return one == other


def _near_date(gold: JsonRecord, predicted: JsonRecord) -> bool:
    """The same date, or one of them told less precisely."""
    one, other = sorted(_dates(gold, predicted), key=len)
    return one == other or (one != "" and other.startswith(one))


def _same_amount(gold: JsonRecord, predicted: JsonRecord) -> bool:
    """The same value, or, where both give none, the same bounds."""
    value, other = gold.get("value"), predicted.get("value")
    if value is None and other is None:
        return all(gold.get(bound) == predicted.get(bound) for bound in ("low", "high"))
    return value is not None and other is not None and float(value) == float(other)


def _same_last_status(gold: JsonRecord, predicted: JsonRecord) -> bool:
    steps, others = gold.get("history"), predicted.get("history")
    return bool(steps) and bool(others) and steps[-1]["status"] == others[-1]["status"]  # type: ignore[index]


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a pair of a kind must agree in, and what is counted besides."""

    required: tuple[Test, ...]
    attributes: Mapping[str, Test]


def _exactly(key: str) -> Test:
    return lambda gold, predicted: bool(gold[key] == predicted[key])


_MEASURES: dict[str, _Measure] = {
    "events": _Measure(
        (_exactly("type"),),
        {
            "actors": _same_names("actors"),
            "recipients": _same_names("recipients"),
            "date": _same_date,
            "date_near": _near_date,
            "status": lambda gold, predicted: bool(gold.get("status") == predicted.get("status")),
            "speaker": same_speaker,
            "mode": _same("mode"),
        },
    ),
    "claims": _Measure(
        (same_speaker,), {"kind": lambda gold, predicted: bool(gold.get("kind") == predicted.get("kind"))}
    ),
    "demands": _Measure(
        (_exactly("act"), _same_name("issuer"), _same_name("addressee")), {"last_status": _same_last_status}
    ),
    "figures": _Measure((_exactly("kind"), _same_amount), {}),
    "predictions": _Measure((same_speaker,), {}),
    "responses": _Measure((), {}),
}
KINDS = tuple(_MEASURES)


class QuotedText:
    """A document's text, in which quotes are looked up and found near to one another or not."""

    def __init__(self, name: str, text: str) -> None:
        """Take the document's name, for errors, and its text."""
        self.name = name
        self.text = text
        self.starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, quote: str) -> Place:
        """Where the quote first stands, letter for letter or else with other white space.

        Raises:
            RequestError: if it stands nowhere.
        """
        at = self.text.find(quote)
        if at >= 0:
            return at, at + len(quote)
        words = [re.escape(word) for word in quote.split()]
        found = re.search(r"\s+".join(words), self.text) if words else None
        if found is None:
            raise RequestError(
                f"quote not in the document: {quote[:80]!r}",
                where=self.name,
                remedy="quotes are copied letter for letter",
            )
        return found.span()

    def closeness(self, ours: Sequence[Place], theirs: Sequence[Place]) -> int:
        """The best of any two places: same words, same sentence (by where they begin), or apart."""
        best = _APART
        for start, end in ours:
            for other, other_end in theirs:
                if max(start, other) < min(end, other_end):
                    return _SAME_WORDS
                if self._sentence(start) == self._sentence(other):
                    best = _SAME_SENTENCE
        return best

    def _sentence(self, at: int) -> int:
        return bisect_right(self.starts, at)


def agreements(kind: str, gold: JsonRecord, predicted: JsonRecord) -> dict[str, bool]:
    """For each attribute of a kind that is counted besides, whether two records agree in it."""
    return {name: test(gold, predicted) for name, test in _MEASURES[kind].attributes.items()}


def _own_places(kind: str, record: JsonRecord, text: QuotedText) -> list[Place]:
    """The places of a record's quotes; all of them are looked up, so that none can be made up."""
    quotes = [record.get("quote")]
    if kind == "demands":
        quotes += [step.get("quote") for step in record.get("history", ())]
    return [text.place(quote) for quote in quotes if quote]


def _end_places(record: JsonRecord, events: Mapping[str, JsonRecord], text: QuotedText) -> list[Place]:
    """The places of the two events that a response links; fewer, if one is not in the list."""
    linked = (events.get(record.get(end) or "") for end in ("event", "in_response_to"))
    return [text.place(event["quote"]) for event in linked if event is not None and event.get("quote")]


@dataclass(slots=True)
class _Count:
    right: int = 0
    gold: int = 0
    predicted: int = 0
    agree: dict[str, int] = field(default_factory=dict)

    def result(self, attributes: Mapping[str, Test]) -> dict[str, Any]:
        shares = {name: round(self.agree.get(name, 0) / self.right, 3) if self.right else None for name in attributes}
        return {
            "precision": round(self.precision, 3),
            "recall": round(self.recall, 3),
            "f1": round(self.f1, 3),
            "gold": self.gold,
            "predicted": self.predicted,
            "attributes": shares,
        }

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pair_records(
    kind: str, gold: JsonRecord, predicted: JsonRecord, text: str, *, name: str = ""
) -> list[tuple[JsonRecord, JsonRecord]]:
    """The pairs of records of a kind that two ledgers of one document agree on, the surest first.

    Raises:
        RequestError: if a quote is not in the text.
    """
    measure, where = _MEASURES[kind], QuotedText(name, text)
    sides: list[list[tuple[JsonRecord, list[Place]]]] = []
    for ledger in (gold, predicted):
        events = {event["id"]: event for event in ledger.get("events", ())}
        records = ledger.get(kind, ())
        found = [_own_places(kind, record, where) for record in records]
        if kind == "responses":
            found = [_end_places(record, events, where) for record in records]
        sides.append(list(zip(records, found, strict=True)))
    candidates = []
    for row, (record, places) in enumerate(sides[0]):
        for column, (other, other_places) in enumerate(sides[1]):
            near = _nearness(kind, places, other_places, where)
            if near and all(test(record, other) for test in measure.required):
                agreeing = sum(agreements(kind, record, other).values())
                candidates.append((-near, -agreeing, row, column))
    pairs = []
    rows: set[int] = set()
    columns: set[int] = set()
    for _, _, row, column in sorted(candidates):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            pairs.append((sides[0][row][0], sides[1][column][0]))
    return pairs


def _nearness(kind: str, ours: Sequence[Place], theirs: Sequence[Place], text: QuotedText) -> int:
    if kind == "demands":
        return _SAME_WORDS
    if kind == "responses":
        whole = len(ours) == len(theirs) == 2
        return (
            _SAME_WORDS
            if whole and all(text.closeness([a], [b]) for a, b in zip(ours, theirs, strict=True))
            else _APART
        )
    return text.closeness(ours, theirs)


def score_ledger(
    gold: Mapping[str, JsonRecord], predicted: Mapping[str, JsonRecord], texts: Mapping[str, str]
) -> dict[str, Any]:
    """Precision, recall, F1, counts, attributes of each kind, and ``ledger_f1``; shares are rounded to three digits.

    ``gold`` and ``predicted`` hold ledgers in the gold form under the same names (of files); a gold ledger without a
    counterpart counts as missed whole, a predicted one without a gold is left out. ``texts`` holds the documents by
    the name that the gold gives as ``document``, else by the ledger's name with ``.txt``.

    Raises:
        RequestError: if a text is missing, or a quote is not in its text.
    """
    counts = {kind: _Count() for kind in KINDS}
    for name, ledger in sorted(gold.items()):
        document = ledger.get("document") or f"{name.removesuffix('.json')}.txt"
        if document not in texts:
            raise RequestError(
                f"no text for {name}", where=document, remedy="put the document's text beside the others"
            )
        theirs = predicted.get(name, {})
        for kind, count in counts.items():
            pairs = pair_records(kind, ledger, theirs, texts[document], name=name)
            count.right += len(pairs)
            count.gold += len(ledger.get(kind, ()))
            count.predicted += len(theirs.get(kind, ()))
            for one, other in pairs:
                for attribute, agree in agreements(kind, one, other).items():
                    count.agree[attribute] = count.agree.get(attribute, 0) + agree
    scored = [count.f1 for count in counts.values() if count.gold]
    results: dict[str, Any] = {kind: count.result(_MEASURES[kind].attributes) for kind, count in counts.items()}
    return results | {"ledger_f1": round(sum(scored) / len(scored), 3) if scored else 0.0}
