"""Codes a document: annotations in, records out, kind by kind."""

from __future__ import annotations

from demarche.annotation.layers import Annotations
from demarche.codebook import Codebook
from demarche.coding.claims import code_claims
from demarche.coding.context import Context
from demarche.coding.demands import code_demands
from demarche.coding.events import code_events
from demarche.coding.figures import code_figures
from demarche.coding.predictions import code_predictions
from demarche.coding.responses import code_responses
from demarche.records import Coding, Record, Uncoded


def code_document(annotations: Annotations, codebook: Codebook) -> Coding:
    """All records of a document, and the sentences that yielded none."""
    context = Context(annotations, codebook)
    events = code_events(context)
    responses = code_responses(context, events)
    answered = {id_ for r in responses for id_ in (r.event, r.in_response_to)}
    coding = Coding(
        document=annotations.document,
        events=tuple({f.event.id: f.event for f in events if not f.weak or f.event.id in answered}.values()),
        claims=tuple(code_claims(context)),
        figures=tuple(code_figures(context)),
        predictions=tuple(code_predictions(context, events)),
        demands=tuple(code_demands(context, events)),
        responses=tuple(responses),
    )
    return Coding(
        **{name: getattr(coding, name) for name in Coding.__slots__ if name != "uncoded"},
        uncoded=_uncoded(context, coding),
    )


def _uncoded(context: Context, coding: Coding) -> tuple[Uncoded, ...]:
    """The sentences without a record, each with the reason: a repeat, nobody known in it, or no rule that fits."""
    spans: list[Record] = list(coding.records())
    out = []
    for sentence in context.annotations.sentences:
        if sentence.block.kind == "head" or any(
            r.span.start < sentence.end and sentence.start < r.span.end for r in spans
        ):
            continue
        if sentence.block.kind == "repeat":
            reason = "repeat"
        elif not any(context.mentions(sentence.block, t) for t in sentence.tokens):
            reason = "nobody_named"
        else:
            reason = "no_rule"
        out.append(Uncoded(context.document.span(sentence.start, sentence.end), reason))
    return tuple(out)
