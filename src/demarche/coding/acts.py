"""Which acts a stretch of a clause speaks of: apologise, compensate, release … (the acts of demands)."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from demarche.annotation.grammar import bare, conjuncts
from demarche.codebook.cues import ActWords, Cues

# A verb that only lends its form to a noun: "pay compensation", "make an apology", "take responsibility".
_CARRIERS = frozenset(
    {
        "pay",
        "make",
        "offer",
        "take",
        "bear",
        "give",
        "issue",
        "provide",
        "conduct",
        "carry",
        "launch",
        "ensure",
        "bring",
        "hold",
        "accept",
        "put",
        "express",
        "secure",
        "order",
        "call",
        "open",
        "demand",
        "seek",
    }
)


def act_of(cues: Cues, token: Token) -> str | None:
    """The act that one word names."""
    lemma, lower = token.lemma_.lower(), token.lower_
    for act, words in cues.acts.items():
        if token.pos_ == "VERB" and lemma in words.verbs:
            if lemma in (
                "accept",
                "return",
                "establish",
                "try",
                "identify",
                "leave",
                "own",
                "end",
                "open",
            ) and not _fits(words, token):
                continue
            return act
        if token.pos_ in ("NOUN", "ADJ", "PROPN") and (lemma in words.nouns or lower in words.nouns):
            return act
    return None


def acts_below(
    cues: Cues,
    head: Token,
    deps: Sequence[str] = ("xcomp", "ccomp", "obj", "obl", "acl", "nmod", "advcl", "nsubj:pass"),
) -> list[str]:
    """The acts named in the complements of a word, in order of the text, each once."""
    found: dict[str, None] = {}
    for c in head.children:
        if c.dep_ in deps or bare(c.dep_) in deps:
            for part in conjuncts(c):
                for act in _acts_of_phrase(cues, part, depth=0):
                    found.setdefault(act)
    return list(found)


def own_acts(cues: Cues, verb: Token) -> list[str]:
    """The acts of a verb itself, with its coordinated verbs and nouns: "apologised and promised compensation"."""
    return list(dict.fromkeys(a for a in _acts_of_phrase(cues, verb, depth=0)))


def _acts_of_phrase(cues: Cues, token: Token, depth: int) -> list[str]:
    out: list[str] = []
    own = act_of(cues, token)
    lemma = token.lemma_.lower()
    if own is not None and not (token.pos_ == "VERB" and lemma in _CARRIERS and own != "acknowledge"):
        out.append(own)
    if own is None or lemma in _CARRIERS:
        if depth < 3:
            for c in token.children:
                if bare(c.dep_) in ("obj", "xcomp", "ccomp", "nmod", "obl", "nsubj", "compound", "acl", "advcl") and (
                    own is None or bare(c.dep_) == "obj"
                ):
                    for part in conjuncts(c):
                        out += _acts_of_phrase(cues, part, depth + 1)
    if token.pos_ == "VERB" and depth < 3:
        for c in token.children:
            if c.dep_ == "conj":
                out += _acts_of_phrase(cues, c, depth + 1)
    return out


def _fits(words: ActWords, token: Token) -> bool:
    """Whether an everyday verb has an object of the act: "accept responsibility", not "accept an invitation"."""
    return any(
        (c.lemma_.lower() in words.nouns or c.lower_ in words.nouns)
        for c in token.children
        if bare(c.dep_) in ("obj", "nsubj")
    ) or (
        token.lemma_.lower() in ("leave", "identify", "end", "return")
        and any(bare(c.dep_) == "obj" for c in token.children)
    )
