"""Records made by hand, for the tests of linking, analysis and the dossier: quotes are found in the text."""

from __future__ import annotations

import hashlib
from typing import Any

from demarche.records import (
    Claim,
    Coding,
    Demand,
    DemandStep,
    Document,
    Event,
    Figure,
    Prediction,
    Provenance,
    Response,
    Span,
    When,
)

RULE = Provenance("rules", "0.1", "plover", "2.0", "test.rule", 0.75)


def document(text: str, name: str = "a.txt", **rest: Any) -> Document:
    """A document with the hash of its text and name as its id."""
    return Document(hashlib.sha256(f"{name}\n{text}".encode()).hexdigest(), name, text, **rest)


def span(text: Document, quote: str) -> Span:
    """The first place of the words in the text."""
    start = text.text.index(quote)
    return text.span(start, start + len(quote))


def when(edtf: str | None, lower: str | None = None, upper: str | None = None) -> When | None:
    """A date; a plain day is its own bounds."""
    if edtf is None:
        return None
    return When(edtf, lower or edtf, upper or lower or edtf, "explicit")


def event(text: Document, quote: str, type: str = "SANCTION", **values: Any) -> Event:
    """An event between Norland (``NOR``) and Finland (``FIN``) that occurred, unless told otherwise."""
    given: dict[str, Any] = {
        "mode": None,
        "contexts": (),
        "actors": ("NOR",),
        "actor_names": (),
        "recipients": ("FIN",),
        "recipient_names": (),
        "date": when("1951-03-04"),
        "status": "occurred",
        "place": None,
        "speaker": None,
    }
    return Event(text.id, span(text, quote), type, **{**given, **values}, provenance=RULE)


def claim(text: Document, quote: str, speaker: str | None, **values: Any) -> Claim:
    """An indirect claim, asserted, unless told otherwise."""
    given: dict[str, Any] = {"speaker_role": None, "speaker_side": None, "kind": "indirect", "cue": "said"}
    return Claim(text.id, span(text, quote), speaker, **{**given, "certainty": "asserted", **values}, provenance=RULE)


def step(text: Document, quote: str, status: Any, date: str | None = None, speaker: str | None = None) -> DemandStep:
    """A station of a demand."""
    return DemandStep(status, when(date), speaker, span(text, quote))


def demand(
    text: Document, quote: str, act: str, *history: DemandStep, sides: tuple[str, str] = ("NOR", "FIN")
) -> Demand:
    """A demand of the first side upon the second."""
    return Demand(text.id, span(text, quote), sides[0], sides[1], act, history, RULE)


def figure(text: Document, quote: str, value: float | None, about: str, kind: str = "killed", **values: Any) -> Figure:
    """A figure of persons."""
    given: dict[str, Any] = {"low": None, "high": None, "unit": "persons", "speaker": None, **values}
    low, high, unit, speaker = given["low"], given["high"], given["unit"], given["speaker"]
    return Figure(text.id, span(text, quote), kind, value, low, high, unit, about, speaker, RULE)


def prediction(text: Document, quote: str, speaker: str | None, expects: str, horizon: str | None = None) -> Prediction:
    """A prediction."""
    return Prediction(text.id, span(text, quote), speaker, expects, when(horizon), RULE)


def response(text: Document, quote: str, later: Event, earlier: Event) -> Response:
    """One event as the answer to another."""
    return Response(text.id, span(text, quote), later.id, earlier.id, RULE)


def coding(text: Document, *records: Any) -> Coding:
    """A coding of one document from its records, whatever their kinds."""
    kinds = {
        "events": Event,
        "claims": Claim,
        "demands": Demand,
        "figures": Figure,
        "predictions": Prediction,
        "responses": Response,
    }
    return Coding(text, **{k: tuple(r for r in records if isinstance(r, type_)) for k, type_ in kinds.items()})
