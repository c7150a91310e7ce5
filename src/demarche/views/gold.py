"""The gold form: what was read in one document, as the annotation guidelines lay it down for hand-made ledgers.

It holds less than the ledger (no provenance, no offsets), but every quote stands in the document letter for letter, so
that a program's ledger and an annotator's can be compared record by record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from demarche.records import Coding, Document, Event, Figure, Prediction, Record, Stretch, When

# How many words tell where a stretch of furniture begins and where it ends.
_EDGE_WORDS = 8
_FIRST_WORDS = re.compile(rf"\S+(?:\s+\S+){{0,{_EDGE_WORDS - 1}}}")
_LAST_WORDS = re.compile(rf"(?:\S+\s+){{0,{_EDGE_WORDS - 1}}}\S+\Z")

R = TypeVar("R", bound=Record)


def to_gold(coding: Coding) -> dict[str, Any]:
    """One document's records in the gold form, in the order of their places; events are numbered e01, e02 and so on.

    Raises:
        KeyError: if a response links an event that the coding does not hold.
    """
    document = coding.document
    events = _in_order(coding.events)
    names = {event.id: f"e{number:02d}" for number, event in reversed([*enumerate(events, 1)])}
    return {
        "document": document.name,
        "publisher": document.publisher,
        "title": document.title,
        "author": document.author,
        "published": document.published,
        "language": document.language,
        "furniture": [_furniture(document, stretch) for stretch in document.furniture],
        "events": [{"id": f"e{number:02d}", **_event(event)} for number, event in enumerate(events, 1)],
        "claims": [
            {
                "id": f"c{number:02d}",
                "quote": claim.span.quote,
                "speaker": claim.speaker,
                "speaker_role": claim.speaker_role,
                "kind": claim.kind,
                "cue": claim.cue,
            }
            for number, claim in enumerate(_in_order(coding.claims), 1)
        ],
        "demands": [
            {
                "id": f"d{number:02d}",
                "issuer": demand.issuer,
                "addressee": demand.addressee,
                "act": demand.act,
                "quote": demand.span.quote,
                "history": [
                    {
                        "status": step.status,
                        "date": _date(step.date),
                        "speaker": step.speaker,
                        "quote": step.span.quote,
                    }
                    for step in demand.history
                ],
            }
            for number, demand in enumerate(_in_order(coding.demands), 1)
        ],
        "figures": [
            {"id": f"f{number:02d}", **_figure(figure)} for number, figure in enumerate(_in_order(coding.figures), 1)
        ],
        "predictions": [
            {"id": f"p{number:02d}", **_prediction(prediction)}
            for number, prediction in enumerate(_in_order(coding.predictions), 1)
        ],
        "responses": [
            {
                "event": names[response.event],
                "in_response_to": names[response.in_response_to],
                "quote": response.span.quote,
            }
            for response in _in_order(coding.responses)
        ],
    }


def _in_order(records: Iterable[R]) -> list[R]:
    """By place, then by what is said, so that the order does not hang on the coder's."""
    return sorted(records, key=lambda record: (record.span.start, record.span.end, record.id))


def _event(event: Event) -> dict[str, Any]:
    return {
        "quote": event.span.quote,
        "type": event.type,
        "mode": event.mode,
        "actors": list(event.actors),
        "actor_names": list(event.actor_names),
        "recipients": list(event.recipients),
        "recipient_names": list(event.recipient_names),
        "date": _date(event.date),
        "status": event.status,
        "place": event.place,
        "speaker": event.speaker,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "quote": figure.span.quote,
        "kind": figure.kind,
        "value": _number(figure.value),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "about": figure.about,
    }


def _prediction(prediction: Prediction) -> dict[str, Any]:
    return {
        "quote": prediction.span.quote,
        "speaker": prediction.speaker,
        "expects": prediction.expects,
        "horizon": _date(prediction.horizon),
    }


def _date(when: When | None) -> str | None:
    return None if when is None else when.edtf


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a decimal point, as annotators write them."""
    return int(value) if value is not None and value == int(value) else value


def _furniture(document: Document, stretch: Stretch) -> dict[str, str]:
    """The first words of the stretch's first line and the last words of its last, letter for letter."""
    lines = document.text[stretch.start : stretch.end].strip().splitlines()
    first, last = (_FIRST_WORDS.match(lines[0]), _LAST_WORDS.search(lines[-1].strip())) if lines else (None, None)
    return {"from": first.group() if first else "", "to": last.group() if last else ""}
