"""Matches the codebook's event patterns against the verbs and nouns of a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from demarche.annotation.grammar import (
    agent,
    bare,
    child,
    clause_words,
    conjuncts,
    is_passive,
    noun_words,
    preposition,
    subject,
)
from demarche.annotation.layers import Block
from demarche.codebook.patterns import EventPattern
from demarche.coding.acts import own_acts
from demarche.coding.context import Context, Party

_ALSO_ASSERT = frozenset({"insist", "ask", "warn", "call", "press"})
_PARTICLES = frozenset({"off", "out", "down", "up", "back", "over", "away", "home"})
# Verbs whose past has the form of the base.
_SAME_PAST = frozenset({"put", "cut", "set", "let", "hit", "shut", "cost", "hurt", "cast", "split", "spread", "quit"})
_LIGHT = frozenset({"be", "have", "do", "go", "get", "make", "take", "come"})


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """A pattern found at a token, with the parties that the syntax gives."""

    token: Token
    pattern: EventPattern
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    verbal: bool


def match_token(context: Context, block: Block, token: Token) -> Match | None:
    """The first pattern that the token's clause or noun phrase satisfies."""
    if token.pos_ == "VERB":
        return match_obligation(context, block, token) or _match_verb(context, block, token)
    if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.is_lower):
        return _match_noun(context, block, token)
    return None


def _match_verb(context: Context, block: Block, verb: Token) -> Match | None:
    patterns = context.codebook.patterns.verbs
    lemma = verb.lemma_.lower()
    particles = [
        c.lower_ for c in verb.children if c.dep_ in ("compound:prt", "advmod") and not c.tag_.startswith("RB-")
    ]
    after = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    if after in _PARTICLES and after not in particles:
        particles.append(after)  # the parser often takes it for the next noun's preposition
    keys = [f"{lemma} {p}" for p in particles] + [lemma]
    for key in keys:
        for pattern in patterns.get(key, ()):
            match = _try_verb(context, block, verb, pattern)
            if match is not None:
                return match
    return None


def _try_verb(context: Context, block: Block, verb: Token, pattern: EventPattern) -> Match | None:
    objects = _objects(verb)
    if pattern.object and not (_lemmas(_complement_words(verb, objects)) & pattern.object):
        return None
    if pattern.with_ or pattern.without:
        near = _lemmas(clause_words(verb)) | _lemmas(_complement_words(verb, objects))
        if (pattern.with_ and not near & pattern.with_) or near & pattern.without:
            return None
    if pattern.particle_prep and not _governs(verb, pattern):
        return None
    actors, recipients = _verb_parties(context, block, verb, pattern, objects)
    refused = (
        (pattern.object_person and not _has_kind(context, block, objects, ("person",)))
        or (pattern.object_thing and not objects)
        or (pattern.type == "REQUEST" and _states_a_fact(verb))
        or (pattern.official and not _is_named(context, block, subject(verb)))
    )
    if refused or not _parties_fit(verb, pattern, actors, recipients):
        return None
    return Match(verb, pattern, tuple(actors), tuple(recipients), True)


def _parties_fit(verb: Token, pattern: EventPattern, actors: list[Party], recipients: list[Party]) -> bool:
    """Whether the parties found are those that the pattern asks for."""
    if pattern.explicit and (not recipients or {p.code for p in recipients} <= {p.code for p in actors}):
        return False
    if pattern.object_party and not recipients and len(actors) < 2:
        return False
    if actors or recipients:
        return True
    # A bare common verb without anybody known in it tells nothing about relations between states.
    return not pattern.with_party and (bool(pattern.object) or not _is_vague(verb))


def _is_named(context: Context, block: Block, doer: Token | None) -> bool:
    """Whether the subject itself is somebody known: a minister flies to a capital, and so does an aircraft of his."""
    if doer is None:
        return False
    names = (doer, *(c for c in doer.children if c.dep_ in ("flat", "appos")))
    return any(m.kind != "citizens" for token in names for m in context.mentions(block, token))


def _governs(verb: Token, pattern: EventPattern) -> bool:
    """Whether the verb takes one of the pattern's prepositions; of a request right after the verb: "called on Peru to",
    not "called the minister on Monday"."""
    for c in verb.children:
        if c.i > verb.i and preposition(c) in pattern.particle_prep:
            first = min(c.subtree, key=lambda t: t.i)
            if pattern.type != "REQUEST" or first.i == verb.i + 1:
                return True
    return False


def match_obligation(context: Context, block: Block, verb: Token) -> Match | None:
    """The demand in "Peru must apologise": what somebody says that a side has to do is a demand on it.

    It comes from the side that the speaker stands for, or else from the other side of the dispute.
    """
    if verb.pos_ != "VERB" or not any(c.lower_ in ("must", "should") and c.dep_ == "aux" for c in verb.children):
        return None
    doer = child(verb, "nsubj")
    if doer is None or not own_acts(context.codebook.cues, verb):
        return None
    owing = [
        p
        for p in context.parties(block, doer)
        if _is_state(p.code) or any(m.kind == "igo" for m in context.mentions(block, doer))
    ]
    if not owing:
        return None
    at = block.start + verb.idx
    voice = context.attribution(at, at + len(verb.text))
    side = voice.side if voice is not None else None
    issuer = (
        side
        if side is not None and side not in {p.code for p in owing}
        else context.other_side({p.code for p in owing})
    )
    if issuer is None:
        return None
    return Match(verb, context.codebook.patterns.named("obligation"), (Party(issuer, None),), tuple(owing), True)


def _states_a_fact(verb: Token) -> bool:
    """Whether a verb of asking asserts or questions: "insisted that it had acted", "asked why"."""
    clause = child(verb, "ccomp")
    if clause is None or clause.i < verb.i:
        return False
    if any(
        c.lower_ in ("whether", "if", "why", "how", "what", "who", "when", "where") and c.i < clause.i
        for c in clause.children
    ):
        return True
    if verb.lemma_.lower() not in _ALSO_ASSERT:
        return False  # "demanded that it withdraw" is a demand, however the parser tags the subjunctive
    auxiliaries = {c.lower_ for c in clause.children if c.dep_ in ("aux", "aux:pass", "cop")}
    if auxiliaries & {"should", "must", "be"}:
        return False
    # "Demanded that it withdraw": taken for a past tense, but it has the form of none.
    past = clause.tag_ == "VBD" and (clause.lower_ != clause.lemma_.lower() or clause.lower_ in _SAME_PAST)
    told = bool(auxiliaries & {"had", "has", "have", "was", "were", "is", "are", "will", "would", "did"})
    return past or told or clause.tag_ == "VBZ"


def _is_vague(verb: Token) -> bool:
    """Verbs that need somebody named to be an event at all."""
    return verb.lemma_.lower() in _LIGHT or subject(verb) is None


def _verb_parties(
    context: Context, block: Block, verb: Token, pattern: EventPattern, objects: list[Token]
) -> tuple[list[Party], list[Party]]:
    if is_passive(verb):
        by = agent(verb)
        actors = context.parties(block, by) if by is not None else []
        patient = subject(verb)
        recipients = (
            context.parties(block, patient) if patient is not None and "object" in (pattern.recipient or ()) else []
        )
        if not recipients:
            recipients = _by_preposition(context, block, verb, objects, pattern.recipient or ())
    else:
        doer = subject(verb)
        actors = context.parties(block, doer) if doer is not None else []
        recipients = []
        for role in pattern.recipient or ():
            if role == "object":
                recipients = [p for o in objects if bare(o.dep_) in ("obj", "iobj") for p in context.parties(block, o)]
            else:
                recipients = _by_preposition(context, block, verb, objects, (role,))
            if recipients:
                break
        if not recipients and pattern.type in ("REQUEST", "THREATEN"):
            # "demanded that Russia admit": who is to act is the subject of what is demanded.
            for c in verb.children:
                if c.dep_ in ("ccomp", "xcomp", "advcl") and c.i > verb.i and (wanted := child(c, "nsubj")) is not None:
                    recipients = context.parties(block, wanted)
                    break
            if not recipients:
                # "Asked for a meeting of the Security Council": the body is who can give it.
                recipients = [
                    Party(m.code, m.text)
                    for t in _complement_words(verb, objects)
                    for m in context.mentions(block, t)
                    if m.kind == "igo"
                ][:1]
        if pattern.passive_sense and not recipients:
            actors, recipients = [], actors
    codes = {p.code for p in actors}
    recipients = [p for p in recipients if p.code not in codes]
    if pattern.mutual or (pattern.mutual_plural and len(actors) > 1):
        return [*actors, *recipients], []
    return actors, recipients


def _by_preposition(
    context: Context, block: Block, verb: Token, objects: list[Token], prepositions: Iterable[str]
) -> list[Party]:
    for wanted in prepositions:
        if wanted == "object":
            continue
        for holder in (verb, *objects):
            for c in holder.children:
                if bare(c.dep_) in ("obl", "nmod", "iobj") and (preposition(c) or "").split(" ")[-1] == wanted:
                    found = context.parties(block, c, places=wanted in ("to", "in", "into", "at", "from"))
                    if found:
                        return found
    return []


def _match_noun(context: Context, block: Block, noun: Token) -> Match | None:
    lemma = noun.lemma_.lower()
    before = noun.nbor(-1).lemma_.lower() if noun.i > 0 else ""
    patterns = context.codebook.patterns.nouns
    for key in (f"{before} {lemma}", lemma):
        for pattern in patterns.get(key, ()):
            match = _try_noun(context, block, noun, pattern)
            if match is not None:
                return match
    return None


def _try_noun(context: Context, block: Block, noun: Token, pattern: EventPattern) -> Match | None:
    if pattern.with_ or pattern.without:
        near = _lemmas(noun_words(noun, with_clauses=True))
        if bare(noun.dep_) in ("obj", "nsubj"):
            near.add(noun.head.lemma_.lower())
        if (pattern.with_ and not near & pattern.with_) or near & pattern.without:
            return None
    actors = _noun_side(context, block, noun, pattern.noun_actor or ())
    recipients = _noun_side(context, block, noun, pattern.noun_recipient or ())
    codes = {p.code for p in actors}
    recipients = [p for p in recipients if p.code not in codes]
    if pattern.with_party and not (actors or recipients):
        return None
    if not actors and not recipients and not any(bare(c.dep_) in ("nmod", "amod", "acl") for c in noun.children):
        return None
    if pattern.mutual:
        actors, recipients = [*actors, *recipients], []
    return Match(noun, pattern, tuple(actors), tuple(recipients), False)


def _noun_side(context: Context, block: Block, noun: Token, roles: Iterable[str]) -> list[Party]:
    out: list[Party] = []
    for role in roles:
        for c in noun.children:
            if role == "poss" and c.dep_ == "nmod:poss" or role == "adj" and c.dep_ in ("amod", "compound"):
                out += context.parties(block, c)
            elif bare(c.dep_) in ("nmod", "obl") and (preposition(c) or "").split(" ")[-1] == role:
                out += context.parties(block, c, places=role in ("in", "to"))
        if out:
            return out
    return out


def _objects(verb: Token) -> list[Token]:
    """Objects of an active, the subject of a passive, with what is coordinated."""
    found = [c for c in verb.children if bare(c.dep_) in ("obj", "iobj")]
    if is_passive(verb):
        patient = subject(verb)
        found = [*([patient] if patient is not None else []), *found]
    return [part for o in found for part in conjuncts(o)]


def _complement_words(verb: Token, objects: list[Token]) -> list[Token]:
    """The words for what the verb is about: objects with their modifiers, obliques, a governed infinitive."""
    out: list[Token] = []
    for o in objects:
        out += noun_words(o)
    for c in verb.children:
        if bare(c.dep_) in ("obl", "xcomp", "compound", "advmod"):
            out += noun_words(c) if bare(c.dep_) == "obl" else clause_words(c)
        elif c.dep_ in ("ccomp", "advcl") and any(x.lower_ == "to" for x in c.children):
            out += clause_words(c)
    return out


def _lemmas(tokens: Iterable[Token]) -> set[str]:
    out: set[str] = set()
    for t in tokens:
        if t.lower_ != "according":  # its lemma would be an accord
            out.add(t.lemma_.lower())
            out.add(t.lower_)
    return out


def _has_kind(context: Context, block: Block, tokens: Iterable[Token], kinds: tuple[str, ...]) -> bool:
    return any(m.kind in kinds for t in tokens for m in context.mentions(block, t)) or any(
        m.kind in kinds
        for t in tokens
        for c in t.children
        if c.dep_ in ("flat", "appos")
        for m in context.mentions(block, c)
    )


def _is_state(code: str) -> bool:
    return len(code) == 3 and code.isupper()
