"""Codes claims: what the text attributes to a speaker, and what the publication itself argues."""

from __future__ import annotations

import re

from demarche.annotation.grammar import is_finite_clause, subtree_span
from demarche.annotation.layers import Attribution, Sentence
from demarche.coding.context import Context
from demarche.records import Claim

# A quote of a claim holds its first sentence; beyond forty words it is cut at a clause.
_LONGEST = 40
_SHORTEST = 3


def code_claims(context: Context) -> list[Claim]:
    """The claims of a document in order of the text."""
    claims = [c for a in context.annotations.attributions if (c := _attributed(context, a)) is not None]
    for sentence in context.annotations.coded_sentences():
        if (claim := _argued(context, sentence)) is not None:
            claims.append(claim)
    return sorted({c.id: c for c in claims}.values(), key=lambda c: (c.span.start, c.span.end, c.id))


def _attributed(context: Context, attribution: Attribution) -> Claim | None:
    start, end = _first_sentence(context, attribution.start, attribution.end)
    if len(context.document.text[start:end].split()) < _SHORTEST:
        return None
    return Claim(
        document=context.document.id,
        span=context.document.span(start, end),
        speaker=attribution.speaker,
        speaker_role=attribution.role,
        speaker_side=attribution.side,
        kind=attribution.kind,
        cue=attribution.cue,
        certainty=attribution.certainty,
        provenance=context.provenance("claims/" + attribution.kind),
    )


def _first_sentence(context: Context, start: int, end: int) -> tuple[int, int]:
    """The run up to the end of its first sentence, at most forty words."""
    sentence = context.sentence_at(start)
    if sentence is not None and sentence.end < end:
        end = max(sentence.end, start + 1)
    words = list(re.finditer(r"\S+", context.document.text[start:end]))
    if len(words) > _LONGEST:
        end = start + words[_LONGEST - 1].end()
    text = context.document.text
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] in ',;"”»'):
        end -= 1
    return start, end


def _argued(context: Context, sentence: Sentence) -> Claim | None:
    """A sentence of the publication's own that judges: a heading with a verb, or one with a word of argument."""
    if any(a.start < sentence.end and sentence.start < a.end or any(s < sentence.end and sentence.start < e for s, e in a.more)
           for a in context.annotations.attributions):
        return None
    root = sentence.tokens.root
    if not is_finite_clause(root) and not any(is_finite_clause(t) for t in root.children):
        return None
    heading = sentence.block.kind == "heading"
    lemmas = {t.lemma_.lower() for t in sentence.tokens} | {t.lower_ for t in sentence.tokens}
    joined = sentence.tokens.text.casefold()
    marked = [m for m in context.codebook.cues.arguments if (m in lemmas if " " not in m else m in joined)]
    if not heading and not marked or (heading and len(sentence.tokens) < 6):
        return None
    run = subtree_span(root)
    start, end = _first_sentence(context, *sentence.block.offsets(run[0], run[-1]))
    return Claim(
        document=context.document.id,
        span=context.document.span(start, end),
        speaker=None,
        speaker_role=None,
        speaker_side=None,
        kind="direct",
        cue=None,
        certainty="asserted",
        provenance=context.provenance("claims/heading" if heading else "claims/argued"),
    )
