"""The append-only store: documents, what was read in them, every attempt at reading, and people's judgements."""

from demarche.ledger.canonical import canonical_export
from demarche.ledger.entries import CodingRow, Copy, CopyRow, Hit, Judgement, Links, ReadingRow
from demarche.ledger.listing import EventFilter
from demarche.ledger.store import Ledger
from demarche.ledger.view import View

__all__ = [
    "CodingRow",
    "Copy",
    "CopyRow",
    "EventFilter",
    "Hit",
    "Judgement",
    "Ledger",
    "Links",
    "ReadingRow",
    "View",
    "canonical_export",
]
