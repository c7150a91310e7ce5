"""What the coding of one document looks up again and again: who is where, who speaks, which dates are near."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from demarche.annotation.grammar import bare, conjuncts, preposition
from demarche.annotation.layers import Annotations, Attribution, Block, DateMention, Mention, Sentence
from demarche.annotation.mentions import main_sides
from demarche.codebook import Codebook
from demarche.coding import CODER, CODER_VERSION
from demarche.records import Document, Provenance, Span

_FIRST_PERSON = frozenset({"i", "we", "us", "our", "me", "my", "ours"})


@dataclass(frozen=True, slots=True)
class Party:
    """One actor or recipient: the code that a record carries, and the words of the text (none, if inferred)."""

    code: str
    name: str | None


class Context:
    """Look-ups over one document's annotations; made once a document, shared by the coders of every kind."""

    def __init__(self, annotations: Annotations, codebook: Codebook) -> None:
        self.annotations = annotations
        self.document: Document = annotations.document
        self.codebook = codebook
        self.sides = main_sides(annotations.mentions)
        self._mentions: dict[tuple[int, int], list[Mention]] = {}
        for mention in annotations.mentions:
            self._mentions.setdefault((mention.block, mention.head), []).append(mention)
        self.publisher_side = _publisher_side(self.document, codebook)
        self._starts = [s.start for s in annotations.sentences]
        self._dates: dict[int, list[DateMention]] = {}
        for date in annotations.dates:
            if (sentence := self.sentence_at(date.start)) is not None:
                self._dates.setdefault(sentence.index, []).append(date)

    def provenance(self, rule: str, confidence: float | None = None) -> Provenance:
        """The provenance of a record made by a rule of this coder."""
        return Provenance(CODER, CODER_VERSION, self.codebook.name, self.codebook.version, rule, confidence)

    def span(self, block: Block, first: Token, last: Token) -> Span:
        """The span from one token to another, both included."""
        return self.document.span(*block.offsets(first, last))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        sentence = self.annotations.sentences[at]
        return sentence if offset < sentence.end else None

    def mentions(self, block: Block, token: Token) -> list[Mention]:
        """The mentions whose head the token is."""
        return self._mentions.get((block.index, token.i), [])

    def dates(self, sentence: Sentence) -> list[DateMention]:
        """The dates told in a sentence."""
        return self._dates.get(sentence.index, [])

    def attribution(self, start: int, end: int) -> Attribution | None:
        """The innermost attribution that covers a run."""
        covering = [a for a in self.annotations.attributions if a.covers(start, end)]
        return min(covering, key=lambda a: sum(e - s for s, e in ((a.start, a.end), *a.more)), default=None)

    def speaker(self, start: int, end: int) -> str | None:
        """Who says the run (None: the publication itself)."""
        found = self.attribution(start, end)
        return None if found is None else found.speaker

    def parties(self, block: Block, token: Token, *, places: bool = False) -> list[Party]:
        """Whom a noun phrase means: the phrase itself, what is coordinated with it, or else whose it is."""
        out: list[Party] = []
        for part in conjuncts(token):
            for party in self._of(block, part, places, depth=0):
                if party.code not in {p.code for p in out}:
                    out.append(party)
        return out

    def _of(self, block: Block, token: Token, places: bool, depth: int) -> list[Party]:
        own = [m for m in self.mentions(block, token) if m.kind != "place" or places]
        if own:
            return [Party(m.code, m.text) for m in own]
        if token.lower_ in _FIRST_PERSON:
            return self._self(block, token)
        if depth > 2:
            return []
        # A title that stands before a name, a name in apposition, then whose or of whom it is.
        for wanted in (("flat", "appos"), ("nmod:poss",), ("amod", "compound"), ("nmod",)):
            for c in token.children:
                if c.dep_ not in wanted and bare(c.dep_) not in wanted:
                    continue
                if wanted == ("nmod",) and preposition(c) not in ("of", "from", "between", "for", "by", "among"):
                    continue
                found = [p for part in conjuncts(c) for p in self._of(block, part, places, depth + 1)]
                if found:
                    return found
        return []

    def _self(self, block: Block, token: Token) -> list[Party]:
        at = block.start + token.idx
        found = self.attribution(at, at + len(token.text))
        if found is None:
            # In an official statement "we" is the state that makes it.
            return [Party(self.publisher_side, token.text)] if self.publisher_side else []
        return [Party(found.side or found.speaker, token.text)] if found.speaker else []

    def other_side(self, codes: set[str]) -> str | None:
        """The other one of the two states that the document is mostly about."""
        states = {c.partition(":")[0] for c in codes}
        rest = [s for s in self.sides if s not in states]
        return rest[0] if len(self.sides) == 2 and len(rest) == 1 else None

    def tokens(self) -> Iterator[tuple[Sentence, Token]]:
        """Every token that may carry a record, with its sentence."""
        for sentence in self.annotations.coded_sentences():
            for token in sentence.tokens:
                yield sentence, token


def _publisher_side(document: Document, codebook: Codebook) -> str | None:
    """The state whose ministry, embassy or government publishes the document; None of a newspaper."""
    name = document.publisher or ""
    lowered = name.casefold()
    if not any(office in lowered for office, kind in codebook.ministries.items() if kind == "body" and len(office) > 4):
        return None
    words = name.replace(",", " ").split()
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            entries = codebook.lookup(" ".join(words[start : start + length]))
            code = next((e.code for e in entries if e.kind in ("name", "adjective", "capital", "byname")), None)
            if code is not None:
                return code
    return None
