"""Codes claims: what the text attributes to a speaker, and what the publication itself argues."""

from __future__ import annotations

import re

from spacy.tokens import Token

from demarche.annotation.grammar import bare, child, is_finite_clause, is_passive, subtree_span
from demarche.annotation.layers import Attribution, Sentence
from demarche.coding.context import Context
from demarche.records import Claim

# A quote of a claim holds its first sentence; beyond forty words it is cut at a clause.
_LONGEST = 40
_SHORTEST = 3
# "Our government has kept its word": a publication that says "we" takes a side.
_OWN = ("country", "nation", "people", "state", "government", "side")
# What is said of everybody or nobody is a judgement, seldom a report.
_SWEEPING = frozenset({"nobody", "no-one", "everybody", "everyone", "whoever", "each", "neither", "none"})


def code_claims(context: Context) -> list[Claim]:
    """The claims of a document in order of the text."""
    claims = [c for a in context.annotations.attributions if (c := _attributed(context, a)) is not None]
    claims += [c for s in context.annotations.coded_sentences() if (c := _argued(context, s)) is not None]
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
    """A sentence of the publication's own that judges: by a word of argument, by what it says of everybody or
    nobody, by a superlative, or in the publication's own "we"."""
    if _overlaps(context, sentence):
        return None
    root = sentence.tokens.root
    if not is_finite_clause(root) and not any(is_finite_clause(t) for t in root.children):
        return None
    rule = _argument(context, sentence)
    if rule is None or _tells_saying(context, sentence, root):
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
        provenance=context.provenance(f"claims/{rule}"),
    )


def _overlaps(context: Context, sentence: Sentence) -> bool:
    """Whether any of the sentence is somebody's words."""
    return any(
        s < sentence.end and sentence.start < e
        for a in context.annotations.attributions
        for s, e in ((a.start, a.end), *a.more)
    )


def _tells_saying(context: Context, sentence: Sentence, root: Token) -> bool:
    """Whether the sentence only tells that somebody named denied, blamed, demanded or promised."""
    word = context.codebook.reporting.get(root.lemma_.lower())
    if word is None or word.kind in ("think", "say") or is_passive(root):
        return False
    who = child(root, "nsubj")
    return who is not None and bool(context.mentions(sentence.block, who))


def _argument(context: Context, sentence: Sentence) -> str | None:
    """By which rule the sentence argues."""
    tokens = sentence.tokens
    weighty = [t for t in tokens if t.pos_ != "PROPN" and not (t.pos_ in ("NOUN", "ADJ") and _in_passing(t))]
    words = {t.lemma_.lower() for t in weighty} | {t.lower_ for t in weighty}
    joined = f" {tokens.text.casefold()} "
    if any((m in words if " " not in m else f" {m} " in joined) for m in context.codebook.cues.arguments):
        return "argued"
    if (
        "ours" in words
        or any(f" our {noun} " in joined for noun in _OWN)
        or (sentence.block.kind == "heading" and words & {"we", "our"})
    ):
        return "own_voice"
    for t in tokens:
        subject = bare(t.dep_) == "nsubj"
        if subject and (
            t.lower_ in _SWEEPING
            or any(c.lower_ in ("each", "every", "neither") and c.dep_ in ("det", "cc:preconj") for c in t.children)
        ):
            if not is_passive(t.head):
                return "sweeping"
        if (
            t.i > tokens.start
            and t.nbor(-1).lower_ == "the"
            and (t.tag_ == "JJS" or t.lower_ == "only")
            and _predicate(t)
        ):
            return "superlative"
    return None


def _in_passing(word: Token) -> bool:
    """Whether a word only tells which thing is meant: "an investigation into illegal transfers" does not argue."""
    if bare(word.dep_) in ("compound", "nmod"):
        return True
    return bare(word.dep_) == "amod" and bare(word.head.dep_) in ("nmod", "obj", "compound")


def _predicate(adjective: Token) -> bool:
    """Whether the adjective belongs to what is said of a subject: "it was the worst blow"."""
    return any(c.dep_ == "cop" for c in adjective.head.children) or child(adjective, "cop") is not None
