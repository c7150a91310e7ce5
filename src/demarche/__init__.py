"""Demarche keeps the ledger of a dispute between states: who did what to whom, who says so, and what became of it.

    from demarche import Coder, Ledger, find_inputs, run_pipeline

    with Ledger.open("ledger.db", create=True) as ledger:
        report = run_pipeline(ledger, find_inputs(["articles"]), coder=Coder(), at="2026-01-31T12:00:00Z")
        for demand in ledger.view().records("demand"):
            print(demand.issuer, demand.addressee, demand.act, demand.span.quote)

`find_inputs` finds what there is to read, `read_inputs` makes each a `Document`, a `Coder` reads the records in it, and
`run_pipeline` does all of that and appends to a `Ledger`. `load_codebook` gives the rules that a coder goes by.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demarche.codebook import load_codebook
    from demarche.ledger import Ledger
    from demarche.pipeline import Coder, run_pipeline
    from demarche.records import Document
    from demarche.sources import find_inputs, read_inputs

__version__ = "0.1.0"

__all__ = ["Coder", "Document", "Ledger", "find_inputs", "load_codebook", "read_inputs", "run_pipeline"]

_HOMES = {
    "Coder": "demarche.pipeline",
    "Document": "demarche.records",
    "Ledger": "demarche.ledger",
    "find_inputs": "demarche.sources",
    "load_codebook": "demarche.codebook",
    "read_inputs": "demarche.sources",
    "run_pipeline": "demarche.pipeline",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: the whole takes a second, and `demarche.records` alone needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
