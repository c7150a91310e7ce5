"""Finds quoted passages, broken quotation marks and quotations over several paragraphs included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from demarche.annotation.layers import Block

_OPENING = frozenset("“„«‟")
_CLOSING = frozenset("”»")
_MARK = re.compile('["“”„«»‟]')
_SAID = re.compile(r",\s+(?:said|says|added|told)\s+[A-Z][^.\"“”]{2,80}\.\s*$")
# A passage of fewer words is a quoted term ("gunboat diplomacy"), not an utterance.
_UTTERANCE = 5
# "He said", with a name and a title, has no more words than these.
_SPEAKER_WORDS = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage of a block: document offsets without the marks.

    ``open_end``: no mark closes it before the block ends.
    ``utterance`` tells a quoted statement from a quoted term.
    """

    block: int
    start: int
    end: int
    open_end: bool
    utterance: bool


def find_passages(text: str, blocks: Sequence[Block]) -> list[Passage]:
    """The outermost quoted passages of all blocks; ``text`` is the document's, with its own marks."""
    out: list[Passage] = []
    for block in blocks:
        if block.kind in ("body", "box", "heading"):
            out.extend(_passages(text, block))
    return out


def _passages(text: str, block: Block) -> list[Passage]:
    marks = [(m.start() + block.start, m.group()) for m in _MARK.finditer(text[block.start : block.end])]
    opens = [_opens(text, block, at, mark) and mark not in _CLOSING for at, mark in marks]
    out: list[Passage] = []
    depth, opened = 0, 0
    for number, (at, _) in enumerate(marks):
        if depth == 0:
            if opens[number]:
                depth, opened = 1, at
            elif _never_opened(text, block, at) and not any(p.utterance for p in out):
                out = [_passage(text, block, block.start, at, open_end=False)]
            continue
        if opens[number]:
            said = _left_open(text, opened + 1, at) if depth == 1 else None
            if said is not None:
                out.append(_passage(text, block, opened + 1, said, open_end=False))
                opened = at
            else:
                depth += 1
        elif depth > 1 and _ends_utterance(text, block, at) and not _more_closing(opens[number + 1 :]):
            # The inner or the outer quotation was never closed: the last mark of the statement closes both.
            depth = 0
        else:
            depth -= 1
        if depth == 0:
            out.append(_passage(text, block, opened + 1, at, open_end=False))
    if depth > 0:
        tail = [at for at, _ in marks if at > opened and _ends_utterance(text, block, at)]
        out.append(_passage(text, block, opened + 1, tail[-1] if tail else block.end, open_end=not tail))
    return [p for p in out if p.end > p.start]


def _left_open(text: str, start: int, at: int) -> int | None:
    """Where a quotation ended that has no closing mark, though a new one opens at ``at``: before ", said X."."""
    if not text[start:at].rstrip().endswith("."):
        return None
    found = _SAID.search(text[:at], start)
    return found.start() if found else None


def _never_opened(text: str, block: Block, at: int) -> bool:
    """Whether a statement ends here that nothing opened, with just "he said" to follow: the whole paragraph is one."""
    tail = text[at + 1 : block.end].split()
    return _ends_utterance(text, block, at) and text[at - 1] == "," and 2 <= len(tail) <= _SPEAKER_WORDS


def _more_closing(opens: Sequence[bool]) -> bool:
    """Whether a mark is left over among the following ones that closes what was opened before them."""
    depth = 0
    for opening in opens:
        depth += 1 if opening else -1
        if depth < 0:
            return True
    return False


def _opens(text: str, block: Block, at: int, mark: str) -> bool:
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        return False
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    return (before.isspace() or before in "([-–—:") and not after.isspace()


def _ends_utterance(text: str, block: Block, at: int) -> bool:
    """A mark after a comma or full stop, with a lower-case verb or a name to follow: the statement is over."""
    return at > block.start and text[at - 1] in ",.!?…" and (at + 1 >= block.end or text[at + 1].isspace())


def _passage(text: str, block: Block, start: int, end: int, *, open_end: bool) -> Passage:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    words = len(re.findall(r"\w+", text[start:end]))
    verbal = any(
        t.pos_ in ("VERB", "AUX") and t.morph.get("VerbForm", []) == ["Fin"]
        for t in block.doc
        if start <= block.start + t.idx < end
    )
    return Passage(block.index, start, end, open_end, words >= _UTTERANCE and (verbal or words > 12))
