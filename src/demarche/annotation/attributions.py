"""Who says what: direct and indirect quotations with speaker and reporting word.

A reporting verb, phrase or adjective (all listed in the codebook) gives a `Cue`; a cue takes the quoted passages around
it, or else the clause that it governs. A quotation over several paragraphs belongs to the one cue that closes or opens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from demarche.annotation.cues import Cue, CueFinder
from demarche.annotation.layers import Attribution, Block, Mention, Sentence
from demarche.annotation.quotes import Passage, find_passages
from demarche.codebook import Codebook
from demarche.records import ClaimKind, Document


@dataclass(slots=True)
class _Voice:
    """A speaker as last heard, for quotations that go on without naming him."""

    cue: Cue
    block: int


def find_attributions(document: Document, blocks: Sequence[Block], sentences: Sequence[Sentence], mentions: Sequence[Mention],
                      codebook: Codebook) -> list[Attribution]:
    """All attributions of a document, in order of the text."""
    passages = find_passages(document.text, blocks)
    utterances = [p for p in passages if p.utterance]
    finder = CueFinder(codebook, mentions)
    cues = {block.index: finder.find(block) for block in blocks if block.kind not in ("head", "repeat")}
    direct = _direct(document, blocks, utterances, cues)
    taken = {id(cue) for cue, _ in direct}
    out = [_quotation(cue, runs) for cue, runs in direct]
    for block in blocks:
        for cue in cues.get(block.index, ()):
            if id(cue) not in taken and cue.content is not None:
                out.append(_reported(cue, passages, document))
    return _without_repeats(sorted(out, key=lambda a: (a.start, -a.end)))


def _direct(document: Document, blocks: Sequence[Block], passages: Sequence[Passage], cues: dict[int, list[Cue]]) -> list[tuple[Cue, list[Passage]]]:
    """Each run of passages with the cue that tells who speaks."""
    out: list[tuple[Cue, list[Passage]]] = []
    voice: _Voice | None = None
    by_block: dict[int, list[Passage]] = {}
    for p in passages:
        by_block.setdefault(p.block, []).append(p)
    waiting: list[Passage] = []
    coded = [b for b in blocks if b.kind in ("body", "box")]
    for position, block in enumerate(coded):
        here = by_block.get(block.index, [])
        outside = [c for c in cues.get(block.index, ()) if not any(p.start <= c.start < p.end for p in here)]
        if not here:
            if outside and outside[-1].speaker is not None:
                voice = _Voice(outside[-1], position)
            continue
        chain = [*waiting, *here]
        waiting = []
        assigned: dict[int, tuple[Cue, list[Passage]]] = {}
        orphans: list[Passage] = []
        for passage in chain:
            cue = _nearest(document.text, passage, outside, chain)
            if cue is None:
                orphans.append(passage)
            else:
                assigned.setdefault(id(cue), (cue, []))[1].append(passage)
        if assigned:
            first = next(iter(assigned.values()))
            first[1][:0] = [p for p in orphans if p.start < first[1][0].start]
            last = list(assigned.values())[-1]
            last[1].extend(p for p in orphans if p.start > last[1][0].start and p not in last[1])
            out.extend(assigned.values())
            voice = _Voice(last[0], position)
            continue
        if here[-1].open_end and position + 1 < len(coded):
            waiting = chain
            if voice is None or position - voice.block > 1 or _introduced(document.text, block, here[0]):
                continue
        if voice is not None and position - voice.block <= 2 and _whole(document.text, block, here):
            waiting = []
            out.append((replace(voice.cue, cue=None, start=-1), chain))
            voice.block = position
    if waiting and voice is not None:
        out.append((replace(voice.cue, cue=None, start=-1), waiting))
    return out


def _nearest(text: str, passage: Passage, cues: Sequence[Cue], chain: Sequence[Passage]) -> Cue | None:
    """The cue of the block that stands closest to the passage with no sentence of the publication's own between."""
    best: tuple[int, Cue] | None = None
    for cue in cues:
        if not cue.takes_quotes:
            continue
        gap = text[cue.end : passage.start] if cue.start < passage.start else text[passage.end : cue.start]
        if cue.start < passage.start and (". " in gap or "\n" in gap) and not gap.rstrip(' "“«').endswith(":"):
            continue
        if cue.start > passage.end and ("\n" in gap or (". " in gap.lstrip('."”» ') )):
            if not any(p.start > passage.start and p.end <= cue.start for p in chain):
                continue
        distance = len(gap) + (0 if cue.start > passage.end else 5)
        if best is None or distance < best[0]:
            best = (distance, cue)
    return best[1] if best else None


def _introduced(text: str, block: Block, passage: Passage) -> bool:
    return text[block.start : passage.start].rstrip('"“«„ ').endswith(":")


def _whole(text: str, block: Block, passages: Sequence[Passage]) -> bool:
    """Whether the block is nearly all quotation, so that it goes on with what was quoted before."""
    return sum(p.end - p.start for p in passages) > 0.8 * (block.end - block.start)


def _quotation(cue: Cue, passages: Sequence[Passage]) -> Attribution:
    runs = [(p.start, p.end) for p in sorted(passages, key=lambda p: p.start)]
    return Attribution(*runs[0], tuple(runs[1:]), cue.speaker, cue.role, cue.side, cue.cue, cue.start if cue.start >= 0 else None, "direct",
                       cue.certainty)


def _reported(cue: Cue, passages: Sequence[Passage], document: Document) -> Attribution:
    assert cue.content is not None
    start, end = cue.content
    quoted = any(p.start < end and start < p.end and not (p.start <= cue.start < p.end) for p in passages)
    kind: ClaimKind = "mixed" if quoted else "indirect"
    return Attribution(start, end, (), cue.speaker, cue.role, cue.side, cue.cue, cue.start, kind, cue.certainty)


def _without_repeats(found: Sequence[Attribution]) -> list[Attribution]:
    """Of two overlapping attributions to one speaker the wider stays."""
    out: list[Attribution] = []
    for a in found:
        clash = next((b for b in out if b.speaker == a.speaker and b.start < a.end and a.start < b.end), None)
        if clash is None:
            out.append(a)
    return out
