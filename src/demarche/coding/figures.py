"""Codes figures: the quantities that matter to the case, by the words that govern the number."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.annotation.grammar import bare, noun_words
from demarche.annotation.layers import Block, Quantity
from demarche.coding.context import Context
from demarche.records import Figure

_DURATIONS = frozenset({"hours", "days", "weeks", "months", "years"})


def code_figures(context: Context) -> list[Figure]:
    """The figures of a document in order of the text, one a place."""
    blocks = {b.index: b for b in context.annotations.blocks}
    figures = [f for q in context.annotations.quantities if (f := _figure(context, blocks[q.block], q)) is not None]
    return sorted({f.id: f for f in figures}.values(), key=lambda f: (f.span.start, f.id))


def _figure(context: Context, block: Block, quantity: Quantity) -> Figure | None:
    head = block.doc[quantity.head]
    kind = _kind(context, quantity, head)
    if kind is None:
        return None
    words = [t for t in noun_words(head) if not t.like_num and t.pos_ not in ("DET", "PUNCT", "ADP", "SYM")] if quantity.noun else []
    governor = head.head if head.head != head and head.head.pos_ == "VERB" else None
    about = " ".join(t.text for t in words[:6]) or (quantity.noun or quantity.unit)
    if governor is not None and kind not in ("money", "duration"):
        about = f"{about} {governor.lemma_.lower()}"
    return Figure(
        document=context.document.id,
        span=_span(context, block, quantity, head),
        kind=kind,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        about=about,
        speaker=context.speaker(quantity.start, quantity.end),
        provenance=context.provenance(f"figures/{kind}"),
    )


def _span(context: Context, block: Block, quantity: Quantity, head: Token):  # type: ignore[no-untyped-def]
    """The number with its noun, and the verb if it stands next to them ("38 people died")."""
    start, end = quantity.start, quantity.end
    verb = head.head
    if verb.pos_ == "VERB" and 0 < block.start + verb.idx - end <= 6:
        end = block.start + verb.idx + len(verb.text)
    return context.document.span(start, end)


def _kind(context: Context, quantity: Quantity, head: Token) -> str | None:
    """The kind of figure by the nearest governing word; None if nothing that matters is counted."""
    if quantity.unit.isupper() and len(quantity.unit) == 3:
        return "money"
    cues = context.codebook.cues
    for words in _circles(head):
        for kind, triggers in cues.figures.items():
            if words & triggers:
                return kind
    if quantity.unit in _DURATIONS:
        return "duration"
    if quantity.unit == "persons" or (quantity.noun or "") in cues.things:
        return "other"
    return None


def _circles(head: Token) -> list[set[str]]:
    """The words around a counted noun, from near to far: itself and its modifiers; the verb above; that verb's phrases."""
    near = {head.lemma_.lower()} | {c.lemma_.lower() for c in head.children if bare(c.dep_) in ("amod", "acl", "compound", "nmod")}
    circles = [near]
    above = head.head
    if above != head:
        circles.append({above.lemma_.lower()})
        if above.pos_ in ("VERB", "NOUN", "ADJ"):
            circles.append({c.lemma_.lower() for c in above.children if bare(c.dep_) in ("obl", "amod", "advmod", "xcomp")} |
                           ({above.head.lemma_.lower()} if above.dep_ in ("conj", "nmod", "appos", "acl") else set()))
    return circles
