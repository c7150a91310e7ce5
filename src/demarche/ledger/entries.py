"""What the ledger holds beside documents and records, and the form of times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal, TypeAlias

from demarche.records import Demand, Event, Record, RecordKind, Response

ReadingStatus: TypeAlias = Literal["ok", "failed", "duplicate", "known"]
CopyKind: TypeAlias = Literal["exact", "near"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that says the same: its id, whether it is the same text (``exact``) or ``near``, how alike (0-1)."""

    other: str
    kind: CopyKind
    similarity: float


@dataclass(frozen=True, slots=True)
class CopyRow:
    """Two documents that say the same, the smaller id first: which was read first means nothing."""

    document: str
    other: str
    kind: CopyKind
    similarity: float


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One time that a path was read: what came of it and, of a failure, a coded reason, what is wrong and what to do.

    ``original`` is the SHA-256 of the bytes read, where there were any.
    """

    path: str
    document: str | None
    status: ReadingStatus
    code: str | None
    what: str | None
    remedy: str | None
    original: str | None
    at: str


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One coding of a document: by what, with what, when, and a hash of all that it says."""

    document: str
    coder: str
    coder_version: str
    codebook: str
    codebook_version: str
    at: str
    digest: str
    current: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """Somebody's decision on a record. A change of mind is another row."""

    record: str
    kind: str
    by: str
    why: str
    at: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words sought stand: ``start`` to ``end`` of the document's text, and the words around it."""

    kind: RecordKind | Literal["document"]
    id: str
    document: str
    start: int
    end: int
    snippet: str


@dataclass(frozen=True, slots=True)
class Links:
    """What hangs together with a record inside its document.

    ``answers``: responses that name this event as the answer; ``answered_by``: as what is answered; ``events``: the two
    events of a response (answer first); ``demands``: demands with a step on the same words; ``same_words``: other
    records whose words overlap.
    """

    answers: tuple[Response, ...]
    answered_by: tuple[Response, ...]
    events: tuple[Event, ...]
    demands: tuple[Demand, ...]
    same_words: tuple[Record, ...]


def instant(at: str) -> str:
    """A time as the ledger keeps it: UTC with microseconds, so that order as text is order in time.

    A time without a zone is taken as UTC; a date alone as the end of that day, so that "as of" a day includes it.

    Raises:
        ValueError: if it is no ISO 8601 time of the years 1 to 9999.
    """
    try:
        moment = datetime.combine(date.fromisoformat(at), time.max)
    except ValueError:
        moment = datetime.fromisoformat(at)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError as error:
        raise ValueError(f"no time of the years 1 to 9999: {at}") from error
