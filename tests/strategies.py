"""Hypothesis strategies for documents and codings, as odd as the types allow; shared by the tests of all layers.

Every coding drawn keeps the laws of records: its spans are the text's, its document's id the SHA-256 of its bytes.
"""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import strategies as st

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
    Stretch,
    Uncoded,
    When,
)

MADE_BY = {"coder": "rules", "coder_version": "1.0", "codebook": "plover", "codebook_version": "2.0"}

# Any character but surrogates, which are halves of characters: so NUL, controls, bidi marks and combining marks too.
CHARACTERS = st.characters(exclude_categories=["Cs"])


def words(min_size: int = 0, max_size: int = 12) -> st.SearchStrategy[str]:
    """Any text without lone surrogates."""
    return st.text(CHARACTERS, min_size=min_size, max_size=max_size)


def raw_of(document: Document) -> bytes:
    """The bytes that a drawn document was read from."""
    return document.text.encode()


def days() -> st.SearchStrategy[str]:
    """ISO days."""
    return st.dates().map(lambda day: day.isoformat())


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Dates, open ones too."""
    lower, upper = sorted((draw(days()), draw(days())))
    bounds = draw(st.sampled_from([(lower, upper), (None, upper), (lower, None), (None, None)]))
    basis = draw(st.sampled_from(["explicit", "publication", "text", "box", "inherited"]))
    return When(f"{bounds[0] or '..'}/{bounds[1] or '..'}", *bounds, basis)


@st.composite
def spans(draw: st.DrawFn, document: Document) -> Span:
    """A run of the document's text."""
    start = draw(st.integers(0, len(document.text) - 1))
    return document.span(start, draw(st.integers(start + 1, len(document.text))))


@st.composite
def documents(draw: st.DrawFn, text: st.SearchStrategy[str] | None = None) -> Document:
    """A document whose id is the hash of its text's bytes."""
    body = draw(text or words(1, 60))
    optional = st.none() | words()
    cut = draw(st.integers(0, len(body)))
    furniture = (Stretch(0, cut, "menu"),) if cut else ()
    return Document(
        id=hashlib.sha256(body.encode()).hexdigest(),
        name=draw(words(1)),
        text=body,
        publisher=draw(optional),
        title=draw(optional),
        author=draw(optional),
        published=draw(st.none() | days()),
        language=draw(st.none() | st.just("en")),
        url=draw(optional),
        furniture=furniture,
    )


def provenances() -> st.SearchStrategy[Provenance]:
    """Made by `MADE_BY`, by any rule, with any confidence."""
    return st.builds(Provenance, **_just(MADE_BY), rule=words(1), confidence=st.none() | st.floats(0, 1))


def events(document: Document) -> st.SearchStrategy[Event]:
    """Events of a document."""
    parties = st.lists(words(), max_size=2).map(tuple)
    return st.builds(
        Event,
        **_common(document),
        type=st.sampled_from(["AGREE", "COERCE", "NONE"]),
        mode=st.none() | words(),
        contexts=parties,
        actors=parties,
        actor_names=parties,
        recipients=parties,
        recipient_names=parties,
        date=st.none() | whens(),
        status=st.sampled_from(["occurred", "planned", "denied"]),
        place=st.none() | words(),
        speaker=st.none() | words(),
    )


def claims(document: Document) -> st.SearchStrategy[Claim]:
    """Claims of a document."""
    optional = st.none() | words()
    return st.builds(
        Claim,
        **_common(document),
        speaker=optional,
        speaker_role=optional,
        speaker_side=optional,
        kind=st.sampled_from(["direct", "indirect", "mixed"]),
        cue=optional,
        certainty=st.sampled_from(["asserted", "hedged", "contested", "factive"]),
    )


def demands(document: Document) -> st.SearchStrategy[Demand]:
    """Demands of a document with up to three steps."""
    statuses = st.sampled_from(["demanded", "promised", "met", "refused"])
    steps = st.builds(
        DemandStep, status=statuses, date=st.none() | whens(), speaker=st.none() | words(), span=spans(document)
    )
    history = st.lists(steps, max_size=3).map(tuple)
    return st.builds(Demand, **_common(document), issuer=words(), addressee=words(), act=words(), history=history)


def figures(document: Document) -> st.SearchStrategy[Figure]:
    """Figures of a document: whole, fractional, huge and tiny values, zero with either sign."""
    number = st.none() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
    return st.builds(
        Figure,
        **_common(document),
        kind=st.sampled_from(["killed", "money", "other"]),
        value=number,
        low=number,
        high=number,
        unit=words(),
        about=words(),
        speaker=st.none() | words(),
    )


def predictions(document: Document) -> st.SearchStrategy[Prediction]:
    """Predictions of a document."""
    return st.builds(
        Prediction, **_common(document), speaker=st.none() | words(), expects=words(), horizon=st.none() | whens()
    )


def responses(document: Document, events: list[Event]) -> st.SearchStrategy[Response]:
    """Responses between events of a document."""
    ids = st.sampled_from([event.id for event in events])
    return st.builds(Response, **_common(document), event=ids, in_response_to=ids)


@st.composite
def codings(draw: st.DrawFn, described: st.SearchStrategy[Document] | None = None, most: int = 3) -> Coding:
    """A coding by `MADE_BY` of a document, with up to `most` records of each kind."""
    document = draw(described or documents())

    def some(one: st.SearchStrategy[Any]) -> Any:
        return tuple(draw(st.lists(one, max_size=most, unique_by=lambda record: record.id)))

    happened = some(events(document))
    uncoded = st.builds(Uncoded, span=spans(document), reason=words(1))
    return Coding(
        document,
        events=happened,
        claims=some(claims(document)),
        demands=some(demands(document)),
        figures=some(figures(document)),
        predictions=some(predictions(document)),
        responses=some(responses(document, list(happened))) if happened else (),
        uncoded=tuple(draw(st.lists(uncoded, max_size=most))),
    )


def _common(document: Document) -> dict[str, st.SearchStrategy[Any]]:
    return {"document": st.just(document.id), "span": spans(document), "provenance": provenances()}


def _just(values: dict[str, str]) -> dict[str, st.SearchStrategy[str]]:
    return {name: st.just(value) for name, value in values.items()}
