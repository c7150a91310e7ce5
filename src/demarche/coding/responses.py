"""Codes responses: one event as the answer to another, where the words of the text say so."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from demarche.annotation.grammar import bare
from demarche.coding.context import Context
from demarche.coding.events import Found
from demarche.records import Response

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


def _linked(context: Context, here: Sequence[Found], before: Sequence[Found]) -> list[tuple[Found, Found, str]]:
    """Pairs of one sentence with linking words between them: the phrase holds the cause and hangs on the answer."""
    out: list[tuple[Found, Found, str]] = []
    if not here:
        return out
    doc = here[0].token.doc
    words = context.codebook.cues.responses
    sentence = here[0].sentence
    lowered = [t.lower_ for t in doc]
    for phrase in words.cause:
        parts = phrase.split()
        for i in range(sentence.tokens.start, sentence.tokens.end - len(parts) + 1):
            if lowered[i : i + len(parts)] != parts or (len(parts) == 1 and phrase == "over"):
                continue
            top = _phrase_head(doc[i], len(parts))
            inside = {t.i for t in top.subtree}
            causes = [f for f in here if f.token.i in inside and f.token.i >= i]
            answers = [f for f in here if f.token.i not in inside]
            if causes and answers:
                answer = min(answers, key=lambda f: _steps_up(top, f.token) * 1000 + abs(f.token.i - i))
                out += [(answer, cause, "phrase") for cause in causes[:3]]
    for phrase in words.alone:
        parts = phrase.split()
        for i in range(sentence.tokens.start, sentence.tokens.end - len(parts) + 1):
            after = lowered[i + len(parts)] if i + len(parts) < len(doc) else "."
            if (
                lowered[i : i + len(parts)] == parts
                and after not in ("to", "for", "at", "against", "over", "of")
                and before
            ):
                answer = min(here, key=lambda f: _steps_up(doc[i], f.token) * 1000 + abs(f.token.i - i))
                causes = [f for f in before if not (set(f.event.actors) & set(answer.event.actors))]
                out += [(answer, cause, "alone") for cause in causes[-1:]]
    for f in here:
        if any(c.lower_ in words.attribute for c in f.token.children):
            earlier = [g for g in here if g.token.i < f.token.i and set(g.event.actors) != set(f.event.actors)]
            if earlier:
                out.append((f, earlier[-1], "adjective"))
        # "criticised X for refusing": blame for a deed that is itself an event.
        if f.event.type in ("ACCUSE", "SANCTION", "SUPPORT"):
            for c in f.token.children:
                if bare(c.dep_) in ("advcl", "obl") and any(x.lower_ == "for" for x in c.children):
                    below = {t.i for t in c.subtree}
                    out += [(f, g, "for") for g in here if g.token.i in below and g.match.verbal][:1]
        if f.token.lemma_.lower() in words.result and f.match.verbal is False:
            continue
    for token in sentence.tokens:
        # "X was the result of Y"
        if (
            token.lemma_.lower() in words.result
            and token.pos_ == "NOUN"
            and any(c.dep_ == "cop" for c in token.children)
        ):
            below = {t.i for c in token.children if bare(c.dep_) == "nmod" for t in c.subtree}
            subject_side = {t.i for c in token.children if bare(c.dep_) == "nsubj" for t in c.subtree}
            answers = [f for f in here if f.token.i in subject_side]
            out += [(a, f, "result") for a in answers[:1] for f in here if f.token.i in below]
    return out


def _announced(context: Context, here: Sequence[Found], before: Sequence[Found]) -> list[tuple[Found, Found, str]]:
    """As in "X did not fail to respond: …", "X retaliated by …": the events of the sentence answer the last deed before it."""
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


def _objects(context: Context, here: Sequence[Found], before: Sequence[Found]) -> list[tuple[Found, Found, str]]:
    """As in "Y rejected the proposal": the answer to what the other side had last proposed, asked or alleged."""
    words = context.codebook.cues.responses.objects
    out: list[tuple[Found, Found, str]] = []
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
