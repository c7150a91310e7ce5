"""The coding rules as versioned data: event types, acts, cue words, names and publishers, and how they are loaded."""

from __future__ import annotations

from demarche.codebook.codebook import Codebook
from demarche.codebook.loader import load_codebook
from demarche.codebook.model import (
    Act,
    Body,
    EventType,
    Leader,
    Mode,
    NameEntry,
    Neighbour,
    Publisher,
    ReportingPhrase,
    ReportingWord,
    State,
)

__all__ = [
    "Act",
    "Body",
    "Codebook",
    "EventType",
    "Leader",
    "Mode",
    "NameEntry",
    "Neighbour",
    "Publisher",
    "ReportingPhrase",
    "ReportingWord",
    "State",
    "load_codebook",
]
