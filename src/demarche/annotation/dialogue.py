"""Interviews: who speaks by the label at the head of a paragraph, or by the turn of question and answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from demarche.annotation.layers import Attribution, Block, Mention

_LABEL = re.compile(r"[*_]{0,2}(?P<label>[A-Z](?:[\w.’'-]|\s(?=[A-Z])){0,40}?)[*_]{0,2}\s?:[*_]{0,2}\s+(?=\S)")
_ASKS = frozenset("q question interviewer reporter journalist host moderator editor correspondent".split())
_ANSWERS = frozenset({"a", "answer"})
# So many turns make an interview; a longer paragraph that ends in a question mark is no interviewer's question.
_TURNS = 3
_QUESTION = 60


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph that begins a turn: the label (none in an interview without labels), and where the words begin."""

    block: Block
    label: str | None
    start: int
    asks: bool


def find_turns(blocks: Sequence[Block], mentions: Sequence[Mention], publisher: str | None) -> list[Attribution]:
    """What is answered in an interview, each answer as one direct quotation; nothing if the text is no interview."""
    body = [b for b in blocks if b.kind in ("body", "heading")]
    turns = _labelled(body, publisher) or _unlabelled(body)
    if not turns:
        return []
    guest = _guest(turns[0].block.start, mentions)
    out = []
    for turn, after in zip(turns, [*turns[1:], None], strict=True):
        if turn.asks:
            continue
        who = _named(turn.label, mentions) if turn.label and turn.label.casefold() not in _ANSWERS else guest
        if who is None:
            continue
        rest = [b for b in body if turn.block.start < b.start and (after is None or b.start < after.block.start)]
        more = tuple((b.start, b.end) for b in rest if after is not None or b.kind == "body")
        run = (turn.start, turn.block.end)
        out.append(Attribution(*run, more, who.name, who.role, who.side, None, None, "direct", "asserted"))
    return out


def _labelled(blocks: Sequence[Block], publisher: str | None) -> list[_Turn]:
    found = [(b, m) for b in blocks if (m := _LABEL.match(b.doc.text)) is not None]
    told = Counter(m["label"].casefold() for _, m in found)
    turns = []
    for block, match in found:
        label = match["label"]
        if told[label.casefold()] > 1:
            asks = label.casefold() in _ASKS or label.casefold() == (publisher or "").casefold()
            turns.append(_Turn(block, label, block.start + match.end(), asks))
    if len(turns) < _TURNS or len({t.label for t in turns}) < 2:
        return []
    if not any(t.asks for t in turns):
        # Of two voices the one whose words mostly end in question marks asks.
        questions = Counter(t.label for t in turns if t.block.doc.text.rstrip(' "').endswith("?"))
        asker, count = questions.most_common(1)[0] if questions else (None, 0)
        if asker is not None and count * 2 >= told[asker.casefold()]:
            turns = [_Turn(t.block, t.label, t.start, t.label == asker) for t in turns]
    return turns


def _unlabelled(blocks: Sequence[Block]) -> list[_Turn]:
    """Questions that stand as paragraphs of their own, with answers between them."""
    asks = [b.doc.text.rstrip().endswith("?") and len(b.doc) <= _QUESTION for b in blocks]
    if sum(asks) < _TURNS or any(a and b for a, b in pairwise(asks)):
        return []
    first = asks.index(True)
    turns = []
    for at in range(first, len(blocks)):
        if asks[at]:
            turns.append(_Turn(blocks[at], None, blocks[at].start, True))
        elif at and asks[at - 1]:
            turns.append(_Turn(blocks[at], None, blocks[at].start, False))
    return turns


def _guest(before: int, mentions: Sequence[Mention]) -> Mention | None:
    """Who is interviewed: the person named most often before the first turn, of equals the last."""
    people = [m for m in mentions if m.kind == "person" and m.end <= before]
    if not people:
        return None
    told = Counter(m.name for m in people)
    return max(people, key=lambda m: (m.role is not None, told[m.name], m.start))


def _named(label: str, mentions: Sequence[Mention]) -> Mention | None:
    """The person whose full name or surname the label is."""
    folded = label.casefold()
    people = [m for m in mentions if m.kind == "person"]
    return next((m for m in people if folded in (m.name.casefold(), m.name.split()[-1].casefold())), None)
