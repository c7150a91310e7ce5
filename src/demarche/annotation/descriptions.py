"""The words by which a text calls a speaker whom it does not name."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.annotation.grammar import bare, noun_words, preposition


def describe(who: Token) -> str:
    """The words of a noun phrase without its article, as they stand in the text, one "of" phrase included."""
    kept = {
        t.i for t in noun_words(who) if not t.is_space and not (t.i > who.i and t.head == who and not _restrictive(t))
    }
    for c in who.children:
        if preposition(who) is not None and c.dep_ in ("case", "mark", "cc"):
            kept -= {t.i for t in c.subtree}
        if c.i > who.i and not _restrictive(c):
            kept -= {t.i for t in c.subtree}
    first = last = who.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept and last - who.i < 7:
        last += 1
    while first < who.i and (who.doc[first].pos_ in ("DET", "ADV", "PUNCT", "ADP", "CCONJ")):
        first += 1
    while last > who.i and who.doc[last].pos_ in ("ADP", "DET", "PUNCT", "CCONJ", "ADV"):
        last -= 1
    return who.doc[first : last + 1].text.strip()


def _restrictive(token: Token) -> bool:
    """Whether what follows a noun tells who is meant: "officials in Washington", not "told reporters in Paris"."""
    return bare(token.dep_) in ("flat", "compound") or (
        bare(token.dep_) == "nmod" and preposition(token) in ("of", "in", "from", "for")
    )
