"""The nouns of the ledger: documents, and the records that are read from them.

All are frozen; nothing here imports anything else of ours. Offsets count Unicode code points of the document's
text, and for every span ``document.text[span.start:span.end] == span.quote``.

A record's id is the hash of what it *says* (every field but its id and provenance): the same statement from the same
words has the same id whoever coded it, in whatever order the corpus was read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal, TypeAlias

RecordKind: TypeAlias = Literal["event", "claim", "demand", "figure", "prediction", "response"]

Status: TypeAlias = Literal["occurred", "ongoing", "planned", "threatened", "denied", "not_done", "hypothetical"]
ClaimKind: TypeAlias = Literal["direct", "indirect", "mixed"]
DemandStatus: TypeAlias = Literal["demanded", "promised", "partly_met", "met", "refused", "unmet", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a document's text: code points ``start`` to ``end`` (exclusive) and the words themselves."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class When:
    """A date: EDTF, the first and last day that it admits (ISO, None where open), and how it was resolved.

    ``basis`` is one of ``explicit`` (the words give it whole), ``publication`` (relative to the date of publication),
    ``text`` (relative to another date of the text), ``box`` (relative to a background box's own date line),
    ``inherited`` (taken over from the sentence or paragraph before).
    """

    edtf: str
    lower: str | None
    upper: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of the text that is no part of the article, with a coded reason (``menu``, ``advert``, ``teaser`` …)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a record: rule or head, coder and codebook with their versions, and how sure (0 to 1, or None)."""

    coder: str
    coder_version: str
    codebook: str
    codebook_version: str
    rule: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read. ``id`` is the SHA-256 of the bytes read; ``text`` is never changed afterwards.

    ``name`` is the file's name (of a JSON Lines file: name, ``#``, line number); ``published`` an EDTF date.
    """

    id: str
    name: str
    text: str
    publisher: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    furniture: tuple[Stretch, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span of these offsets.

        Raises:
            ValueError: if the offsets lie outside the text or enclose nothing.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no such span in {self.name}: {start}..{end} of {len(self.text)}")
        return Span(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, when, where; whether it happened; and who says so (None: the publication itself)."""

    document: str
    span: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    actor_names: tuple[str, ...]
    recipients: tuple[str, ...]
    recipient_names: tuple[str, ...]
    date: When | None
    status: Status
    place: str | None
    speaker: str | None
    provenance: Provenance = field(compare=False)
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        _set_id(self, "event")


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition, who puts it forward (None: the publication), in what role, by what reporting word.

    ``certainty`` is how the reporting word or a hedge colours it: ``asserted``, ``hedged``, ``contested``, ``factive``.
    """

    document: str
    span: Span
    speaker: str | None
    speaker_role: str | None
    speaker_side: str | None
    kind: ClaimKind
    cue: str | None
    certainty: str
    provenance: Provenance = field(compare=False)
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        _set_id(self, "claim")


@dataclass(frozen=True, slots=True)
class DemandStep:
    """One station in a demand's life: its status, when, as whose view (None: the publication's), on which words."""

    status: DemandStatus
    date: When | None
    speaker: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Demand:
    """What one side wants of another, and what the document says became of it, in order of time."""

    document: str
    span: Span
    issuer: str
    addressee: str
    act: str
    history: tuple[DemandStep, ...]
    provenance: Provenance = field(compare=False)
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        _set_id(self, "demand")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that the document gives: a value, or a range, of some unit, about something, given by someone."""

    document: str
    span: Span
    kind: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    about: str
    speaker: str | None
    provenance: Provenance = field(compare=False)
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        # 38 and 38.0 are one value and must give one id, whoever counted and wherever it was stored.
        for name in ("value", "low", "high"):
            given = getattr(self, name)
            if given is not None:
                object.__setattr__(self, name, float(given) + 0.0)
        _set_id(self, "figure")


@dataclass(frozen=True, slots=True)
class Prediction:
    """What somebody expects to happen or not to happen, and by when (EDTF), if the text tells."""

    document: str
    span: Span
    speaker: str | None
    expects: str
    horizon: When | None
    provenance: Provenance = field(compare=False)
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        _set_id(self, "prediction")


@dataclass(frozen=True, slots=True)
class Response:
    """One event as the answer to another: ids of both, and the words that link them."""

    document: str
    span: Span
    event: str
    in_response_to: str
    provenance: Provenance = field(compare=False)
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        _set_id(self, "response")


Record: TypeAlias = Event | Claim | Demand | Figure | Prediction | Response

RECORD_TYPES: dict[RecordKind, type[Any]] = {
    "event": Event,
    "claim": Claim,
    "demand": Demand,
    "figure": Figure,
    "prediction": Prediction,
    "response": Response,
}


@dataclass(frozen=True, slots=True)
class Uncoded:
    """A sentence that was considered and not coded, with a coded reason, so that recall can be judged."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Coding:
    """All that one coder read in one document."""

    document: Document
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    demands: tuple[Demand, ...] = ()
    figures: tuple[Figure, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    responses: tuple[Response, ...] = ()
    uncoded: tuple[Uncoded, ...] = ()

    def records(self) -> Iterator[Record]:
        """All records, kind by kind in the order of `RECORD_TYPES`."""
        yield from self.events
        yield from self.claims
        yield from self.demands
        yield from self.figures
        yield from self.predictions
        yield from self.responses


def kind_of(record: Record) -> RecordKind:
    """The kind of a record, as the ledger and the exports name it."""
    for kind, type_ in RECORD_TYPES.items():
        if isinstance(record, type_):
            return kind
    raise TypeError(f"not a record: {type(record).__name__}")


def to_plain(value: Any) -> Any:
    """A record (or any part of one) as JSON's own types, fields in order of declaration."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same value always gives the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_id(*parts: Any) -> str:
    """The first 24 hex digits (96 bits) of the SHA-256 of the canonical JSON of the parts."""
    return hashlib.sha256(canonical_json(to_plain(parts)).encode()).hexdigest()[:24]


def _set_id(record: Any, kind: RecordKind) -> None:
    said = {f.name: getattr(record, f.name) for f in fields(record) if f.compare}
    object.__setattr__(record, "id", content_id(kind, {name: to_plain(value) for name, value in said.items()}))
