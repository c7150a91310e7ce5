"""Files, pages, records and standard input to documents whose text is never changed afterwards."""

from __future__ import annotations

from demarche.sources.duplicates import find_near, fingerprint, similarity
from demarche.sources.furniture import mark_furniture
from demarche.sources.head import Head, read_head
from demarche.sources.inputs import STANDARD_INPUT, Failure, Input, find_inputs
from demarche.sources.limits import Limits
from demarche.sources.reading import Defaults, Reading, read_inputs

__all__ = [
    "STANDARD_INPUT",
    "Defaults",
    "Failure",
    "Head",
    "Input",
    "Limits",
    "Reading",
    "find_inputs",
    "find_near",
    "fingerprint",
    "mark_furniture",
    "read_head",
    "read_inputs",
    "similarity",
]
