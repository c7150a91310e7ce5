"""Finds what attributes without a verb: "according to", "in his opinion", "is confident that", "the claim that"."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.annotation.contents import around
from demarche.annotation.cues import Cue, clause_run, made, offsets
from demarche.annotation.grammar import child, is_finite_clause, phrase_with, preposition, subject
from demarche.annotation.layers import Block
from demarche.annotation.speakers import SpeakerFinder
from demarche.codebook import Codebook

_ACCORDING = frozenset({"according to", "as per"})
_OPINION = {
    "in": frozenset("opinion view word assessment judgement judgment estimate estimation reckoning version".split()),
    "by": frozenset("account reckoning count list calculation estimate admission".split()),
    "on": frozenset("account word".split()),
    "from": frozenset("account".split()),
}
_SURE = frozenset("confident convinced sure certain hopeful adamant aware optimistic pessimistic afraid".split())


class PhraseCues:
    """Finds phrases, adjectives and nouns that attribute; knows the speakers of one document."""

    def __init__(self, codebook: Codebook, speakers: SpeakerFinder) -> None:
        self._nouns = codebook.reporting_nouns
        self._speakers = speakers

    def find(self, block: Block, token: Token) -> Cue | None:
        """The cue that a token makes, or None."""
        if token.pos_ == "ADJ" or token.lemma_.lower() in _SURE:
            return self._adjective(block, token)
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            return self._phrase(block, token) or (self._noun(block, token) if token.pos_ == "NOUN" else None)
        return None

    def _phrase(self, block: Block, token: Token) -> Cue | None:
        """ "According to X", "in X's opinion"."""
        case = preposition(token)
        if case is None or token.head == token:
            return None
        if case in _ACCORDING:
            who: Token | None = token
        elif token.lemma_.lower() in _OPINION.get(case, ()):
            who = child(token, "nmod:poss")
            if who is None and any(c.dep_ == "det" for c in token.children):
                who = phrase_with(token, ("of",))
        else:
            return None
        speaker = self._speakers.of(block, who) if who is not None else None
        if who is None or speaker is None:
            return None
        self._speakers.hear(block, who, speaker)
        first = min(token.subtree, key=lambda t: t.i)
        words = case if who == token else block.doc[first.i : token.i + 1].text.strip(" ,")
        start, end = block.offsets(first, token)
        return Cue(
            start,
            end,
            speaker,
            words,
            offsets(block, *around(_clause_head(token), token)),
            "asserted",
            takes_quotes=True,
        )

    def _adjective(self, block: Block, token: Token) -> Cue | None:
        """ "He is confident that …"."""
        copula, who = child(token, "cop"), subject(token)
        if token.lemma_.lower() not in _SURE or copula is None or who is None:
            return None
        clause = child(token, "ccomp") or child(token, "advcl", "xcomp")
        if clause is None or not any(c.lower_ == "that" or c.dep_.startswith("nsubj") for c in clause.children):
            return None
        speaker = self._speakers.of(block, who)
        if speaker is None:
            return None
        self._speakers.hear(block, who, speaker)
        return made(block, copula, token, speaker, clause_run(block, clause), "hedged", takes_quotes=False)

    def _noun(self, block: Block, token: Token) -> Cue | None:
        """ "X's claim that …", "X's view is that …"; and, before a colon, "the statement by X: “…”"."""
        if token.lemma_.lower() not in self._nouns:
            return None
        who = child(token, "nmod:poss") or phrase_with(token, ("by", "of", "from"))
        if who is None:
            return None
        certainty = self._nouns[token.lemma_.lower()].certainty
        clause = next(
            (c for c in token.children if c.i > token.i and c.dep_ in ("acl", "ccomp") and _begins_that(c)), None
        )
        content = clause_run(block, clause) if clause is not None else None
        if content is None and [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]] in (
            ["is", "that"],
            ["was", "that"],
        ):
            end = token.i + 3
            while end + 1 < len(token.doc) and token.doc[end].text not in (".", ";"):
                end += 1
            content = block.offsets(token.doc[token.i + 3], token.doc[end - 1]) if end > token.i + 3 else None
        colon = 0
        if content is None:
            rest = block.doc.text[token.idx + len(token.text) :]
            colon = rest.find(":")
            if colon < 0 or "." in rest[:colon].rstrip():
                return None
        if content is None and who.pos_ == "PRON":
            # "In his address, President X said:": the name that is still to come before the colon is his.
            who = self._speakers.name_between(block, token, token.idx + len(token.text) + colon) or who
        speaker = self._speakers.of(block, who)
        if speaker is None:
            return None
        self._speakers.hear(block, who, speaker)
        start, end = block.offsets(token, token)
        return Cue(start, end + colon, speaker, token.text, content, certainty, takes_quotes=content is None)


def _clause_head(token: Token) -> Token:
    """The head of the clause that a phrase belongs to."""
    at = token.head
    while at.head != at and at.dep_ not in ("ccomp", "parataxis"):
        if is_finite_clause(at) and at.dep_ != "advcl":
            break
        at = at.head
    return at


def _begins_that(clause: Token) -> bool:
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)
