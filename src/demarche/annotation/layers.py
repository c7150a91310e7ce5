"""What annotation adds to a document: blocks, sentences, mentions, dates, quantities, attributions.

All offsets are code points of the document's text. A block is one paragraph or heading, parsed by itself, so that a
broken line never runs into the next; a token's place in the text is ``block.start + token.idx``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from demarche.records import ClaimKind, Document, When

BlockKind: TypeAlias = Literal["head", "heading", "body", "box", "repeat"]
MentionKind: TypeAlias = Literal["state", "igo", "person", "organisation", "citizens", "group", "place"]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One paragraph with its syntax. ``kind``: the article's ``head`` (title, author, date line), ``heading``,
    ``body``, a background ``box`` with its own date line (``anchor``, EDTF), or a ``repeat`` of words that stand
    elsewhere."""

    index: int
    start: int
    end: int
    kind: BlockKind
    anchor: str | None
    doc: Doc

    def offsets(self, first: Token, last: Token) -> tuple[int, int]:
        """Offsets in the document of the run from one token to another, both included."""
        return self.start + first.idx, self.start + last.idx + len(last.text)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of a block: ``tokens`` is the block's slice."""

    index: int
    block: Block
    start: int
    end: int
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody or some place, resolved as far as the document and the codebook allow.

    ``code`` is what a record's actor field holds: an ISO 3166-1 alpha-3 code, a body's short name, ``PER:citizens``, or
    the name as first given. ``name`` is the full name in this document; ``role`` a title ("foreign minister"); ``side``
    the state that the person or body belongs to; ``head`` the index of the head token in the block; ``basis`` a coded
    reason for the resolution (``codebook``, ``title``, ``short_form``, ``pronoun``, ``nominal``, ``name``).
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    code: str
    name: str
    role: str | None
    side: str | None
    block: int
    head: int
    basis: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that tell a date, and the date that they mean in this document."""

    start: int
    end: int
    text: str
    when: When


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: ``value`` or ``low``/``high`` (a bound may be missing), ``approximate``.

    ``noun`` is the lemma of what is counted, ``head`` the index in the block of that noun's token (of the number's, if
    there is none).
    """

    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    approximate: bool
    unit: str
    noun: str | None
    block: int
    head: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that the text attributes to somebody, from ``start`` to ``end``; ``more`` are the runs that continue them
    (a quotation over several paragraphs, or broken by "he said"). ``speaker`` None: unnamed."""

    start: int
    end: int
    more: tuple[tuple[int, int], ...]
    speaker: str | None
    role: str | None
    side: str | None
    cue: str | None
    cue_start: int | None
    kind: ClaimKind
    certainty: str

    def covers(self, start: int, end: int) -> bool:
        """Whether the run lies in what is attributed."""
        return any(a <= start and end <= b for a, b in ((self.start, self.end), *self.more))


@dataclass(frozen=True, slots=True, eq=False)
class Annotations:
    """Everything that coding may look at."""

    document: Document
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    quantities: tuple[Quantity, ...]
    attributions: tuple[Attribution, ...]

    def coded_sentences(self) -> Iterator[Sentence]:
        """The sentences that may yield records, in order: all but those of the head and of repeats."""
        return (s for s in self.sentences if s.block.kind not in ("head", "repeat"))
