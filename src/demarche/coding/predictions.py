"""Codes predictions: what somebody says will or will not be."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from demarche.annotation.grammar import bare, child, subtree_span
from demarche.annotation.layers import Sentence
from demarche.coding.context import Context
from demarche.coding.events import Found
from demarche.records import Prediction, When

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_LONGEST = 40


def code_predictions(context: Context, events: Sequence[Found]) -> list[Prediction]:
    """The predictions of a document in order of the text; promises and plans that are coded as events are none."""
    promised = {(f.sentence.index, f.token.i) for f in events if f.event.type in ("AGREE", "THREATEN", "REQUEST")}
    out: list[Prediction] = []
    for sentence in context.annotations.coded_sentences():
        if sentence.tokens.text.rstrip(' "”').endswith("?"):
            continue
        taken: set[int] = set()
        for token in sentence.tokens:
            rule = _foretells(context, sentence, token)
            if rule is None or token.i in taken or _is_promise(token, sentence, promised):
                continue
            made = _prediction(context, sentence, token, rule)
            taken.update(t.i for t in token.subtree)
            if made is not None:
                out.append(made)
    return sorted({p.id: p for p in out}.values(), key=lambda p: (p.span.start, p.id))


def _foretells(context: Context, sentence: Sentence, token: Token) -> str | None:
    """By which words the token heads a statement about the future."""
    cues = context.codebook.cues.predictions
    auxiliaries = {c.lower_ for c in token.children if c.dep_ in ("aux", "cop")}
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "ADJ", "NOUN", "AUX", "PROPN", "PRON", "ADV") and auxiliaries & _FUTURE:
        return "future"
    at = sentence.block.start + token.idx
    spoken = context.attribution(at, at + len(token.text)) is not None
    if spoken and token.pos_ in ("VERB", "ADJ", "NOUN") and auxiliaries & {"would"} and not any(
            c.dep_ == "mark" and c.lower_ in ("if", "that") and c.lower_ == "if" for c in token.children):
        return "would"
    if token.pos_ == "VERB" and lemma == "go" and token.tag_ == "VBG" and child(token, "xcomp") is not None:
        return "going-to"
    if lemma in cues.likely and token.pos_ == "ADJ" and child(token, "cop") is not None:
        return "likely" if child(token, "csubj", "ccomp", "xcomp", "advcl", "nsubj") is not None else None
    if lemma in cues.verbs and token.pos_ == "VERB" and child(token, "ccomp", "xcomp", "obj") is not None and lemma in ("expect", "predict", "forecast", "doubt", "foresee"):
        return "expects"
    if token.pos_ == "VERB" and auxiliaries & {"may", "might", "could"} and token.dep_ in ("ROOT", "root", "ccomp", "conj", "parataxis") and (
            any(t.lower_ in ("even", "soon", "yet", "still", "well", "next", "by") for t in token.children) or spoken):
        return "may"
    return None


def _is_promise(token: Token, sentence: Sentence, promised: set[tuple[int, int]]) -> bool:
    """Whether the statement is the content of an act already coded: a promise, a threat, a demand, or a condition."""
    if (sentence.index, token.i) in promised:
        return True
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "until", "whether") for c in token.children):
        return True
    return token.dep_ in ("ccomp", "xcomp") and (sentence.index, token.head.i) in promised


def _prediction(context: Context, sentence: Sentence, token: Token, rule: str) -> Prediction | None:
    without = [c for c in token.children if c.dep_ in ("parataxis",) or (c.dep_ == "mark" and c.lower_ == "that")]
    later = [c for c in token.children if c.dep_ == "conj" and any(x.lower_ in _FUTURE for x in c.children)]
    run = subtree_span(token, without=[*without, *later])
    first, last = run[0], run[-1]
    if last.i - first.i > _LONGEST:
        last = token.doc[min(first.i + _LONGEST, len(token.doc) - 1)]
    if last.i - first.i < 2:
        return None
    span = context.span(sentence.block, first, last)
    found = context.attribution(sentence.block.start + token.idx, sentence.block.start + token.idx + len(token.text))
    horizon = _horizon(context, sentence, span.start, span.end)
    expects = " ".join(t.text for t in run if not t.is_space and bare(t.dep_) != "discourse")
    return Prediction(
        document=context.document.id,
        span=span,
        speaker=found.speaker if found else None,
        expects=expects,
        horizon=horizon,
        provenance=context.provenance(f"predictions/{rule}"),
    )


def _horizon(context: Context, sentence: Sentence, start: int, end: int) -> When | None:
    """The date by which it should be: one told within the statement that does not lie before publication."""
    published = context.document.published
    for date in context.dates(sentence):
        if start <= date.start and date.end <= end and (published is None or (date.when.upper or "9999") >= published):
            return date.when
    return None
