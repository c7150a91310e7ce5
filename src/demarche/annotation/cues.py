"""Finds the words that attribute: reporting verbs, "according to", "in his opinion", "is confident that"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from demarche.annotation.grammar import agent, bare, child, is_passive, noun_words, phrase_with, preposition, subject, subtree_span
from demarche.annotation.layers import Block, Mention
from demarche.codebook import Codebook

_FIRST_PERSON = frozenset({"i", "we", "you", "one", "who", "which", "that", "this", "these", "those", "there", "what", "it"})
_ACCORDING = frozenset({"according to", "as per"})
_OPINION = frozenset({"opinion", "view", "word", "assessment", "judgement", "judgment", "estimate", "account"})
_SURE = frozenset({"confident", "convinced", "sure", "certain", "hopeful", "adamant", "aware", "optimistic", "pessimistic"})
# Verbs that say nothing of their own: what follows is a deed or a wish and is coded as an event or demand.
_DEEDS = frozenset({"demand", "ask", "promise", "threaten"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting expression: who speaks (None: cannot be told), the words, what clause it governs, how it colours it."""

    start: int
    end: int
    speaker: str | None
    role: str | None
    side: str | None
    cue: str | None
    content: tuple[int, int] | None
    certainty: str
    takes_quotes: bool


class CueFinder:
    """Finds cues block by block; knows the mentions of one document."""

    def __init__(self, codebook: Codebook, mentions: Sequence[Mention]) -> None:
        self._codebook = codebook
        self._at: dict[tuple[int, int], Mention] = {}
        for m in mentions:
            self._at.setdefault((m.block, m.head), m)
        self._spans = sorted(mentions, key=lambda m: m.start)

    def find(self, block: Block) -> list[Cue]:
        """The cues of a block, in order."""
        out: list[Cue] = []
        for token in block.doc:
            made = self._verb(block, token) or self._phrase(block, token) or self._adjective(block, token) or self._noun(block, token)
            if made is not None:
                out.append(made)
        return sorted(out, key=lambda c: c.start)

    def _verb(self, block: Block, verb: Token) -> Cue | None:
        word = self._codebook.reporting.get(self._lemma(verb))
        if word is None or verb.pos_ != "VERB":
            return None
        content = self._content(block, verb, word.kind)
        if is_passive(verb):
            by = agent(verb)
            if by is None:
                if content is None or not any(c.dep_ == "aux:pass" for c in verb.children):
                    return None
                return self._cue(block, verb, verb, ("unnamed", None, None), content, word.certainty, takes_quotes=False)
            who = by
        else:
            found = subject(verb)
            if found is None:
                return None
            who = found
        speaker = self._speaker(block, who)
        if speaker is None:
            return None
        # "Think", "want" and the like introduce a quotation only if nothing else is governed.
        return self._cue(block, verb, verb, speaker, content, word.certainty, takes_quotes=word.speech or content is None)

    def _lemma(self, verb: Token) -> str:
        particle = next((c.lower_ for c in verb.children if c.dep_ == "compound:prt"), None)
        lemma = verb.lemma_.lower()
        joined = f"{lemma} {particle}"
        return joined if particle and joined in self._codebook.reporting else lemma

    def _content(self, block: Block, verb: Token, kind: str) -> tuple[int, int] | None:
        """The clause that the verb governs, or, for accusing and denying, the object or the matter."""
        clause = child(verb, "ccomp")
        if clause is None and bare(verb.dep_) == "parataxis" and verb.head.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
            if verb.i > verb.head.i or any(c.dep_ == "punct" for c in verb.children):
                return self._run(block, verb.head, [verb])
        if clause is not None:
            return self._run(block, clause, [])
        if kind in _DEEDS:
            return None
        if kind in ("accuse", "deny"):
            matter = phrase_with(verb, ("of", "for", "on", "over")) or child(verb, "obj")
            if matter is not None and len(list(matter.subtree)) > 1:
                return self._run(block, matter, [c for c in matter.children if bare(c.dep_) in ("case", "mark")])
        quoted = child(verb, "obj", "xcomp")
        if quoted is not None and '"' in "".join(t.text for t in verb.subtree if t.i > verb.i):
            return self._run(block, quoted, [])
        return None

    def _phrase(self, block: Block, token: Token) -> Cue | None:
        """"According to X", "in X's opinion"."""
        case = preposition(token)
        head = token.head
        if head == token:
            return None
        if case in _ACCORDING:
            who: Token | None = token
        elif case in ("in", "on", "by", "from") and token.lemma_.lower() in _OPINION:
            who = child(token, "nmod:poss") or phrase_with(token, ("of",))
        else:
            return None
        if who is None:
            return None
        speaker = self._speaker(block, who)
        if speaker is None:
            return None
        content = self._run(block, head, [token])
        first = min(token.subtree, key=lambda t: t.i)
        start, end = block.offsets(first, token)
        words = block.doc[first.i : token.i + 1].text if who != token else case
        return Cue(start, end, *speaker, words, content, "asserted", True)

    def _adjective(self, block: Block, token: Token) -> Cue | None:
        """"He is confident that …"."""
        if token.lemma_.lower() not in _SURE or child(token, "cop") is None:
            return None
        clause, who = child(token, "ccomp"), subject(token)
        speaker = self._speaker(block, who) if who is not None else None
        if clause is None or speaker is None:
            return None
        copula = child(token, "cop") or token
        return self._cue(block, copula, token, speaker, self._run(block, clause, []), "asserted", takes_quotes=False)

    def _noun(self, block: Block, token: Token) -> Cue | None:
        """"The statement by X: “…”", "X's assessment is noteworthy: “…”": only before a colon."""
        if token.lemma_.lower() not in self._codebook.reporting_nouns or token.pos_ != "NOUN":
            return None
        rest = block.doc.text[token.idx + len(token.text) :]
        colon = rest.find(':')
        if colon < 0 or "." in rest[:colon].rstrip():
            return None
        who = phrase_with(token, ("by", "of", "from")) or child(token, "nmod:poss")
        speaker = self._speaker(block, who) if who is not None else None
        if speaker is None:
            return None
        start, end = block.offsets(token, token)
        return Cue(start, end + colon, *speaker, token.text, None, "asserted", True)

    def _run(self, block: Block, token: Token, without: Sequence[Token]) -> tuple[int, int] | None:
        marks = [c for c in token.children if c.dep_ == "mark" and c.lower_ in ("that", "whether")]
        run = subtree_span(token, without=[*without, *marks])
        return block.offsets(run[0], run[-1]) if len(run) else None

    def _cue(self, block: Block, first: Token, last: Token, speaker: tuple[str | None, str | None, str | None], content: tuple[int, int] | None,
             certainty: str, *, takes_quotes: bool) -> Cue:
        start, end = block.offsets(first, last)
        return Cue(start, end, *speaker, block.doc[first.i : last.i + 1].text, content, certainty, takes_quotes)

    def _speaker(self, block: Block, who: Token) -> tuple[str | None, str | None, str | None] | None:
        """Name, role and side of a speaker; None for a pronoun that cannot be resolved."""
        mention = self._at.get((block.index, who.i))
        if mention is None:
            # "the body's chairman X": the name hangs below the title.
            for c in who.children:
                if c.dep_ in ("appos", "flat", "compound", "nmod") and (found := self._at.get((block.index, c.i))) and found.kind == "person":
                    mention = found
                    break
        if mention is not None:
            if mention.kind == "person":
                return mention.name, mention.role, mention.side
            if mention.kind in ("state", "igo"):
                return mention.code, mention.role or mention.text, mention.side
            if mention.kind == "place":
                return None
            return mention.name, mention.role, mention.side
        if who.lower_ in _FIRST_PERSON or who.pos_ not in ("NOUN", "PROPN"):
            return None
        words = [t for t in noun_words(who) if t.dep_ not in ("det", "case", "punct")]
        name = " ".join(t.text for t in words)
        side = next((m.side for m in self._spans if block.start <= m.start and m.block == block.index and any(t.i == m.head for t in words)), None)
        return name, None, side
