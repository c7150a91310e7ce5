"""Figures of a case: each quantity with every value that was given of it, and by whom."""

from __future__ import annotations

from typing import Any

from demarche.analysis.case import Case
from demarche.linking.figures import Quantity, link_figures
from demarche.linking.incidents import link_events
from demarche.records import Document, Figure

# Quantities of people come first, as a reader asks for them first.
_ORDER = (
    "killed",
    "injured",
    "survived",
    "aboard",
    "detained",
    "released",
    "participants",
    "money",
    "duration",
    "other",
)


def quantities(case: Case) -> tuple[Quantity, ...]:
    """The quantities of a case: by kind, those given most often first."""
    incidents = link_events(event for coding in case.codings for event in coding.events)
    found = link_figures((figure for coding in case.codings for figure in coding.figures), incidents)
    rank = {kind: place for place, kind in enumerate(_ORDER)}
    return tuple(sorted(found, key=lambda q: (rank.get(q.kind, len(rank)), -len(q.figures), q.about, q.id)))


def giver(figure: Figure, documents: dict[str, Document]) -> str:
    """Who gives a figure: its speaker, or the publisher, or at least the document."""
    document = documents[figure.document]
    return figure.speaker or document.publisher or document.name


def figures_json(case: Case) -> list[dict[str, Any]]:
    """The quantities for other programs, each with its verdict and its figures."""
    documents = dict(case.by_id())
    return [
        {
            "id": quantity.id,
            "kind": quantity.kind,
            "unit": quantity.unit,
            "about": quantity.about,
            "verdict": quantity.verdict,
            "figures": [
                {
                    "record": figure.id,
                    "value": figure.value,
                    "low": figure.low,
                    "high": figure.high,
                    "unit": figure.unit,
                    "about": figure.about,
                    "speaker": figure.speaker,
                    "publisher": documents[figure.document].publisher,
                    "document": documents[figure.document].name,
                    "document_id": figure.document,
                    "start": figure.span.start,
                    "end": figure.span.end,
                    "quote": figure.span.quote,
                }
                for figure in quantity.figures
            ],
        }
        for quantity in quantities(case)
    ]
