"""Codes responses: one event as the answer to another, where the words of the text say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from demarche.annotation.grammar import bare
from demarche.codebook.cues import ResponseWords
from demarche.coding.context import Context
from demarche.coding.events import Found
from demarche.records import Response

# The answer, what it answers, and the rule that links them.
_Link: TypeAlias = tuple[Found, Found, str]

_ANSWERED_BY = {
    "REJECT": ("REQUEST", "AGREE", "ACCUSE", "THREATEN"),
    "AGREE": ("REQUEST", "AGREE"),
    "CONCEDE": ("REQUEST", "ACCUSE"),
}


def code_responses(context: Context, events: Sequence[Found]) -> list[Response]:
    """The responses of a document, in order of the text."""
    by_sentence: dict[int, list[Found]] = {}
    for found in events:
        by_sentence.setdefault(found.sentence.index, []).append(found)
    out: dict[str, Response] = {}
    for index, here in by_sentence.items():
        before = [f for i in range(index - 3, index) for f in by_sentence.get(i, [])]
        for answer, cause, rule in (
            *_linked(context, here, before),
            *_announced(context, here, before),
            *_objects(context, here, before),
        ):
            if answer.event.id == cause.event.id:
                continue
            response = Response(
                document=context.document.id,
                span=context.document.span(answer.sentence.start, answer.sentence.end)
                if len(answer.sentence.tokens) <= 45
                else answer.event.span,
                event=answer.event.id,
                in_response_to=cause.event.id,
                provenance=context.provenance(f"responses/{rule}"),
            )
            out.setdefault(response.id, response)
    return sorted(out.values(), key=lambda r: (r.span.start, r.id))


def _linked(context: Context, here: Sequence[Found], before: Sequence[Found]) -> list[_Link]:
    """Pairs of one sentence, or of it and those before, with linking words between them."""
    if not here:
        return []
    words = context.codebook.cues.responses
    return [*_phrases(words, here), *_alone(words, here, before), *_beside(words, here), *_results(words, here)]


def _places(phrase: str, tokens: Tokens) -> Iterator[tuple[Token, int]]:
    """The first token of each place where the words of a phrase stand, and how many they are."""
    parts = phrase.split()
    lowered = [t.lower_ for t in tokens]
    for at in range(len(lowered) - len(parts) + 1):
        if lowered[at : at + len(parts)] == parts:
            yield tokens[at], len(parts)


def _phrases(words: ResponseWords, here: Sequence[Found]) -> Iterator[_Link]:
    """Reads "Y because of X": the phrase holds the cause and hangs on the answer."""
    for phrase in words.cause:
        for first, length in _places(phrase, here[0].sentence.tokens):
            top = _phrase_head(first, length)
            inside = {t.i for t in top.subtree}
            causes = [f for f in here if f.token.i in inside and f.token.i >= first.i]
            answers = [f for f in here if f.token.i not in inside]
            if causes and answers:
                answer = _nearest(top, first.i, answers)
                yield from ((answer, cause, "phrase") for cause in causes[:3])


def _alone(words: ResponseWords, here: Sequence[Found], before: Sequence[Found]) -> Iterator[_Link]:
    """Reads "In response, Y": the last deed of somebody else in the sentences before is answered."""
    for phrase in words.alone if before else ():
        for first, length in _places(phrase, here[0].sentence.tokens):
            end = first.i + length
            if end < len(first.doc) and first.doc[end].lower_ in ("to", "for", "at", "against", "over", "of"):
                continue
            answer = _nearest(first, first.i, here)
            causes = [f for f in before if not (set(f.event.actors) & set(answer.event.actors))]
            yield from ((answer, cause, "alone") for cause in causes[-1:])


def _beside(words: ResponseWords, here: Sequence[Found]) -> Iterator[_Link]:
    """Reads "retaliatory Y" after X, and blame or praise for a deed that is an event ("criticised X for refusing")."""
    for f in here:
        if any(c.lower_ in words.attribute for c in f.token.children):
            earlier = [g for g in here if g.token.i < f.token.i and set(g.event.actors) != set(f.event.actors)]
            if earlier:
                yield f, earlier[-1], "adjective"
        if f.event.type in ("ACCUSE", "SANCTION", "SUPPORT"):
            below = {t.i for t in f.token.subtree}
            blamed = (g for g in here if g.token.i in below and any(c.lower_ == "for" for c in g.token.children))
            yield from [(f, g, "for") for g in blamed if g.match.verbal and g.token.tag_ == "VBG"][:1]


def _results(words: ResponseWords, here: Sequence[Found]) -> Iterator[_Link]:
    """ "Y was the result of X"."""
    for token in here[0].sentence.tokens:
        if (
            token.lemma_.lower() in words.result
            and token.pos_ == "NOUN"
            and any(c.dep_ == "cop" for c in token.children)
        ):
            below = {t.i for c in token.children if bare(c.dep_) == "nmod" for t in c.subtree}
            subject_side = {t.i for c in token.children if bare(c.dep_) == "nsubj" for t in c.subtree}
            answers = [f for f in here if f.token.i in subject_side]
            yield from ((a, f, "result") for a in answers[:1] for f in here if f.token.i in below)


def _nearest(below: Token, at: int, found: Sequence[Found]) -> Found:
    """The event fewest steps above a token, of several the nearest in the text."""
    return min(found, key=lambda f: _steps_up(below, f.token) * 1000 + abs(f.token.i - at))


def _announced(context: Context, here: Sequence[Found], before: Sequence[Found]) -> list[_Link]:
    """Links to the last deed before of a sentence that announces an answer: "X hit back by …", "X retaliated: …"."""
    if not here:
        return []
    words = context.codebook.cues.responses
    verb = next(
        (t for t in here[0].sentence.tokens if t.lemma_.lower() in words.cause_verbs and t.pos_ == "VERB"), None
    )
    if verb is None:
        return []
    answers = [f for f in here if f.token.i > verb.i]
    inside = [
        f
        for f in here
        if f.token.i > verb.i
        and any(a == verb for a in f.token.ancestors)
        and bare(f.token.dep_) in ("obl", "obj", "nmod")
        and not f.match.verbal
    ]
    if inside and any(x.lower_ in ("to", "against") for x in inside[0].token.children):
        others = [f for f in here if f is not inside[0]]
        return [(others[0], inside[0], "verb")] if others else []
    if not answers:
        return []
    doers = {c for f in answers for c in f.event.actors}
    conflict = [
        f
        for f in before
        if f.event.type in ("COERCE", "ASSAULT", "SANCTION", "ACCUSE", "THREATEN", "MOBILIZE", "REJECT", "NONE")
        and not (set(f.event.actors) & doers)
    ]
    return [(a, conflict[-1], "verb") for a in answers] if conflict else []


def _objects(context: Context, here: Sequence[Found], before: Sequence[Found]) -> list[_Link]:
    """Links of "Y rejected the proposal" and the like to what the other side last proposed, asked or alleged."""
    words = context.codebook.cues.responses.objects
    out: list[_Link] = []
    for f in here:
        types = _ANSWERED_BY.get(f.event.type)
        if types is None or not f.match.verbal:
            continue
        named = any(
            bare(c.dep_) in ("obj", "nsubj") and (c.lemma_.lower() in words or c.lower_ in words)
            for c in f.token.children
        )
        # "Lebanon has refused": a refusal without an object of its own answers what was asked just before.
        alone = f.event.type == "REJECT" and not any(
            bare(c.dep_) in ("obj", "xcomp", "ccomp") for c in f.token.children
        )
        if not named and not alone:
            continue
        earlier = [
            g
            for g in [*before, *(h for h in here if h.token.i < f.token.i)]
            if g.event.type in types and not (set(g.event.actors) & set(f.event.actors))
        ]
        if earlier:
            out.append((f, earlier[-1], "object"))
    return out


def _phrase_head(first: Token, length: int) -> Token:
    """The word that a linking phrase introduces: the head of its first token, seen from outside the phrase."""
    at = first
    while at.head != at and at.head.i < first.i + length and at.head.i >= first.i:
        at = at.head
    if at.dep_ in ("case", "mark", "fixed"):
        return at.head
    return at


def _steps_up(below: Token, above: Token) -> int:
    for steps, ancestor in enumerate(below.ancestors):
        if ancestor == above:
            return steps
    return 9
