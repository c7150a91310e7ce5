"""Small questions to a parse in Universal Dependencies, asked by annotation and coding alike.

Labels: https://universaldependencies.org/u/dep/ . A label's subtype is looked at only where it is named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

_CLAUSAL = {
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "csubj",
    "parataxis",
    "acl:relcl",
    "advcl:relcl",
    "csubj:pass",
    "csubj:outer",
}
# Of "ask him to go" the object goes; of "call him to complain" the subject complains.
_OBJECT_CONTROL = frozenset(
    """ask urge order allow permit force invite tell warn advise help get make let want expect require press persuade
    compel request instruct enable oblige cause see hear watch find leave lead encourage convince exhort implore beg
    challenge command direct pressure push forbid mean prompt train authorise authorize order summon need""".split()
)
_NOT_OF_NOUN = {"conj", "cc", "punct", "appos", "parataxis"}
_FINITE_AUX = {"aux", "aux:pass", "cop"}


def bare(dep: str) -> str:
    """A label without its subtype: ``nsubj:pass`` -> ``nsubj``."""
    return dep.partition(":")[0]


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these labels; a label without subtype admits every subtype."""
    return next((c for c in token.children if c.dep_ in deps or bare(c.dep_) in deps), None)


def is_passive(verb: Token) -> bool:
    """A passive verb: a passive auxiliary or subject, or a participle that modifies a noun ("those detained")."""
    if any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and bare(verb.dep_) == "acl" and not any(c.dep_ == "aux" for c in verb.children)


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated below it, in order."""
    return list(_below(token, lambda c: c.dep_ == "conj"))


def first_conjunct(token: Token) -> Token:
    """The head of the coordination that the token stands in."""
    while token.dep_ == "conj":
        token = token.head
    return token


def subject(verb: Token) -> Token | None:
    """The subject of a verb (of a passive one: what undergoes it), looked for upwards through coordination and control.

    A relative pronoun is replaced by the noun that its clause modifies.
    """
    while True:
        found = child(verb, "nsubj", "csubj")
        if found is not None:
            return _antecedent(found, verb)
        above = verb.head
        if bare(verb.dep_) == "acl" and above.pos_ in ("NOUN", "PROPN", "PRON"):
            return above
        if verb.dep_ == "conj" and above.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            above = _finite_above(verb) if is_finite_clause(verb) else above
        elif verb.dep_ == "xcomp":
            controlled = child(above, "obj", "iobj")
            if controlled is not None and controlled.i < verb.i and above.lemma_.lower() in _OBJECT_CONTROL:
                return controlled
        elif verb.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in ("for", "of", "from") for c in verb.children
        ):
            # "Criticised them for refusing", "accused them of arming": who is blamed is who did it.
            blamed = child(above, "obj")
            if blamed is not None:
                return blamed
        elif verb.dep_ != "advcl" or verb.morph.get("VerbForm", []) not in (["Part"], ["Ger"], ["Inf"]):
            return None
        verb = above


def _finite_above(verb: Token) -> Token:
    """What a finite verb is really coordinated with: "blamed them for refusing and demanded" goes on from "blamed"."""
    at = verb.head
    while at.tag_ in ("VB", "VBG") and not is_finite_clause(at) and at.head != at:
        at = at.head
        if at.pos_ in ("VERB", "AUX") and is_finite_clause(at):
            return at
    return verb.head if at.head == at and not is_finite_clause(at) else at


def agent(verb: Token) -> Token | None:
    """Who acts in a passive: the ``by`` phrase."""
    for c in verb.children:
        if c.dep_ == "obl:agent" or (bare(c.dep_) == "obl" and preposition(c) == "by" and is_passive(verb)):
            return c
    return None


def preposition(token: Token) -> str | None:
    """The preposition before a noun, joined if it has several words ("in response to" -> ``in response to``)."""
    case = child(token, "case", "mark")
    if case is None:
        return None
    words = [case.lower_] + [c.lower_ for c in case.children if c.dep_ == "fixed"]
    return " ".join(words)


def phrase_with(token: Token, prepositions: Collection[str]) -> Token | None:
    """The first oblique or nominal modifier of the token that begins with one of these prepositions."""
    for c in token.children:
        if bare(c.dep_) in ("obl", "nmod", "advmod", "advcl", "acl", "xcomp") and preposition(c) in prepositions:
            return c
    return None


def clause_words(verb: Token) -> list[Token]:
    """The tokens of a clause without the clauses below it."""
    words = _below(verb, lambda c: c.dep_ not in _CLAUSAL and not (c.dep_ == "conj" and c.pos_ in ("VERB", "AUX")))
    return sorted(words, key=lambda t: t.i)


def noun_words(noun: Token, *, with_clauses: bool = False) -> list[Token]:
    """The tokens of a noun phrase; relative clauses and coordination are left out unless asked for."""
    words = _below(noun, lambda c: with_clauses or (c.dep_ not in _CLAUSAL and c.dep_ not in _NOT_OF_NOUN))
    return sorted(words, key=lambda t: t.i)


def subtree_span(token: Token, *, without: Collection[Token] = ()) -> Tokens:
    """The run of tokens from the first to the last of a subtree, trimmed of punctuation at its ends.

    Subtrees ``without`` that stand at an end are cut off.
    """
    barred = {t.i for cut in without for t in cut.subtree}
    kept = [t for t in token.subtree if t.i not in barred and not t.is_space]
    # Only the unbroken run around the token counts: what stands beyond a barred subtree belongs to it.
    indices = {t.i for t in kept}
    first = last = token.i
    while first - 1 in indices:
        first -= 1
    while last + 1 in indices:
        last += 1
    while first < token.i and _trimmable(token.doc[first]):
        first += 1
    while last > token.i and _trimmable(token.doc[last]):
        last -= 1
    return token.doc[first : last + 1]


def is_finite_clause(token: Token) -> bool:
    """Whether the token heads a clause with a finite verb."""
    if token.morph.get("VerbForm", []) == ["Fin"]:
        return True
    return any(c.dep_ in _FINITE_AUX and c.morph.get("VerbForm", []) == ["Fin"] for c in token.children)


def ancestors_until_clause(token: Token) -> Iterator[Token]:
    """The tokens above, up to and including the head of the clause that holds the token."""
    while token.head != token:
        token = token.head
        yield token
        if token.pos_ in ("VERB", "AUX") or is_finite_clause(token):
            return


def _below(token: Token, goes_on: Callable[[Token], bool]) -> Iterator[Token]:
    """The token, and what hangs on it by links that go on, parents first. Not recursive: a tree may be a chain of
    thousands of words."""
    stack = [token]
    while stack:
        at = stack.pop()
        yield at
        stack.extend(reversed([c for c in at.children if goes_on(c)]))


def _trimmable(token: Token) -> bool:
    return token.text in {",", ".", ";", ":", "-", "–", "—"} or token.is_space or token.dep_ == "cc"


def _antecedent(pronoun: Token, verb: Token) -> Token:
    if pronoun.lower_ in ("who", "which", "that", "whom") and bare(verb.dep_) == "acl":
        return verb.head
    if pronoun.lower_ in ("who", "which", "that", "whom") and verb.dep_ == "conj":
        return _antecedent(pronoun, verb.head) if bare(verb.head.dep_) == "acl" else pronoun
    return pronoun
