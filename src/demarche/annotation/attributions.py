"""Who says what: direct and indirect quotations with speaker and reporting word.

A reporting verb, phrase or adjective (all listed in the codebook) gives a `Cue`; a cue takes the quoted passages
around it, or else the clause that it governs. A quotation over several paragraphs belongs to the one cue that closes
or opens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from demarche.annotation.cues import Cue, VerbCues
from demarche.annotation.dialogue import find_turns
from demarche.annotation.layers import Attribution, Block, Mention, Sentence
from demarche.annotation.phrases import PhraseCues
from demarche.annotation.quotes import Passage, find_passages
from demarche.annotation.speakers import UNNAMED, SpeakerFinder
from demarche.codebook import Codebook
from demarche.records import ClaimKind, Document

_NOWHERE = -1
# Of a paragraph that goes on with a quotation nothing much stands outside the marks.
_WHOLE = 0.8
# "… ends," the minister believes: between the closing mark and the word that tells who thinks so.
_BEHIND = 40
_MARKS = ('"', "”", "»", "“")
# Fewer words before a second "he said" are no statement of their own.
_STATEMENT = 4


def find_attributions(
    document: Document,
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    codebook: Codebook,
) -> list[Attribution]:
    """All attributions of a document, in order of the text."""
    coded = [b for b in blocks if b.kind not in ("head", "repeat")]
    passages = find_passages(document.text, coded)
    cues = _cues(coded, SpeakerFinder(blocks, sentences, mentions, passages, codebook), codebook, document.publisher)
    runs = _Quotations(document.text, cues).assign(coded, [p for p in passages if p.utterance])
    taken = {(cue.start, cue.end) for cue, _ in runs}
    out = find_turns(coded, mentions, document.publisher)
    out.extend(_quotation(cue, quoted) for cue, quoted in runs)
    for block in coded:
        here = (c for c in cues[block.index] if (c.start, c.end) not in taken)
        out.extend(_reported(c, c.content, passages) for c in here if c.content is not None)
    return _without_repeats(document.text, sorted(out, key=lambda a: (a.start, -a.end, a.speaker or "")))


def _cues(
    blocks: Sequence[Block], speakers: SpeakerFinder, codebook: Codebook, publisher: str | None
) -> dict[int, list[Cue]]:
    """The cues of each block, in order; "as this newspaper reported" attributes nothing to anybody else."""
    own = (publisher or "").casefold()
    verbs, phrases = VerbCues(codebook, speakers), PhraseCues(codebook, speakers)
    out: dict[int, list[Cue]] = {}
    for block in blocks:
        here: list[Cue] = []
        for token in block.doc:
            speakers.notice(block, token)
            cue = None
            if token.pos_ in ("VERB", "AUX") or token.tag_ == "NNS":
                cue = verbs.find(block, token)
            if cue is None and token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ"):
                cue = phrases.find(block, token)
            if cue is not None and cue.speaker.name.casefold() != own:
                here.append(cue)
        out[block.index] = sorted(here, key=lambda c: c.start)
    return out


@dataclass(slots=True)
class _Voice:
    """A speaker as last heard, for quotations that go on without naming him."""

    cue: Cue
    block: int


@dataclass(slots=True)
class _Quotations:
    """Gives every quoted utterance to the cue that tells who speaks."""

    text: str
    cues: dict[int, list[Cue]]
    voice: _Voice | None = None
    waiting: list[Passage] = field(default_factory=list)
    out: list[tuple[Cue, list[Passage]]] = field(default_factory=list)

    def assign(self, blocks: Sequence[Block], passages: Sequence[Passage]) -> list[tuple[Cue, list[Passage]]]:
        """Each run of passages with its cue; a quotation that nobody can be told to have spoken is left out."""
        by_block: dict[int, list[Passage]] = {}
        for p in passages:
            by_block.setdefault(p.block, []).append(p)
        # A background box stands within the story without being part of what is said around it.
        for kind in ("body", "box", "heading"):
            self.voice, self.waiting = None, []
            same = [b for b in blocks if b.kind == kind]
            for position, block in enumerate(same):
                self._block(position, block, by_block.get(block.index, []), last=position + 1 == len(same))
        return self.out

    def _block(self, position: int, block: Block, here: list[Passage], *, last: bool) -> None:
        outside = [c for c in self.cues[block.index] if not any(p.start <= c.start < p.end for p in here)]
        if not here:
            if outside and outside[-1].speaker is not UNNAMED and outside[-1].takes_quotes:
                self.voice = _Voice(outside[-1], position)
            return
        chain = [*self.waiting, *here]
        self.waiting = []
        groups: list[tuple[Cue, list[Passage]]] = []
        orphans: list[Passage] = []
        for passage in chain:
            cue = _nearest(self.text, passage, outside, chain)
            if cue is not None:
                same = next((g for c, g in groups if c == cue), None)
                if same is None:
                    groups.append((cue, [passage]))
                else:
                    same.append(passage)
            elif groups and _sentence_starts(self.text, block, passage):
                groups[-1][1].append(passage)
            else:
                orphans.append(passage)
        if groups:
            groups[0][1][:0] = [p for p in orphans if p.start < groups[0][1][0].start and p.block != block.index]
            self.out.extend(groups)
            self.voice = _Voice(groups[-1][0], position)
            return
        if here[-1].open_end and not last and self.voice is None:
            self.waiting = chain
            return
        if self.voice is not None and position - self.voice.block <= 2 and self._goes_on(block, here):
            self.out.append((replace(self.voice.cue, cue=None, start=_NOWHERE), chain))
            self.voice.block = position
        elif outside and outside[-1].speaker is not UNNAMED and _sentence_starts(self.text, block, here[0]):
            self.out.append((replace(outside[-1], cue=None, start=_NOWHERE), chain))
        elif here[-1].open_end and not last:
            self.waiting = chain

    def _goes_on(self, block: Block, passages: Sequence[Passage]) -> bool:
        """Whether the block is nearly all quotation, so that it goes on with what was quoted before."""
        return sum(p.end - p.start for p in passages) > _WHOLE * (block.end - block.start)


def _nearest(text: str, passage: Passage, cues: Sequence[Cue], chain: Sequence[Passage]) -> Cue | None:
    """The cue that stands closest to the passage with no sentence of the publication's own between."""
    best: tuple[int, Cue] | None = None
    for cue in cues:
        before = cue.start < passage.start
        gap = text[cue.end : passage.start] if before else text[passage.end : cue.start]
        behind = not before and len(gap) <= _BEHIND and gap[:1] == "," and gap[1:2] in _MARKS and ". " not in gap
        introduced = behind or before and gap.rstrip(' "“«„').endswith(":") and ". " not in gap
        if not cue.takes_quotes and not introduced:
            continue
        if before and not introduced and (". " in gap or "\n" in gap or _within(gap, chain, cue.end)):
            continue
        if not before and ("\n" in gap or ". " in gap.lstrip('."”» ')):
            if not any(p.start > passage.start and p.end <= cue.start for p in chain):
                continue
        distance = len(gap) + (5 if before and not introduced else 0)
        if best is None or distance < best[0]:
            best = (distance, cue)
    return best[1] if best else None


def _within(gap: str, chain: Sequence[Passage], start: int) -> bool:
    """Whether a whole utterance lies in the gap after a cue."""
    return any(start <= p.start and p.end <= start + len(gap) for p in chain) and len(gap) > 400


def _sentence_starts(text: str, block: Block, passage: Passage) -> bool:
    """Whether the passage begins a sentence of its own: what stands before it has ended."""
    before = text[block.start : passage.start].rstrip(' "“«„\n')
    return (
        before.endswith((".", "!", "?", "…", '"', "”", "»", ",”", ',"'))
        and text[passage.start : passage.start + 1].isupper()
    )


def _quotation(cue: Cue, passages: Sequence[Passage]) -> Attribution:
    runs = [(p.start, p.end) for p in sorted(passages, key=lambda p: p.start)]
    who = cue.speaker
    told = None if cue.start == _NOWHERE else cue.start
    return Attribution(*runs[0], tuple(runs[1:]), who.name, who.role, who.side, cue.cue, told, "direct", cue.certainty)


def _reported(cue: Cue, content: tuple[int, int], passages: Sequence[Passage]) -> Attribution:
    start, end = content
    quoted = any(p.start < end and start < p.end and not (p.start <= cue.start < p.end) for p in passages)
    kind: ClaimKind = "mixed" if quoted else "indirect"
    who = cue.speaker
    return Attribution(start, end, (), who.name, who.role, who.side, cue.cue, cue.start, kind, cue.certainty)


def _without_repeats(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Of two overlapping attributions to one speaker the wider stays, unless the second goes on from the first."""
    out: list[Attribution] = []
    for a in found:
        at = next(
            (i for i, b in enumerate(out) if b.speaker == a.speaker and b.start < a.end and a.start < b.end), None
        )
        if at is None:
            out.append(a)
            continue
        first = out[at]
        if (
            a.kind != "direct"
            and first.kind != "direct"
            and a.cue_start is not None
            and first.start < a.cue_start < a.start
        ):
            # "He said the deal would hold, but he doubted that …": two statements in one sentence.
            cut = max(text.rfind(mark, first.start, a.cue_start) for mark in (", ", "; ", " and ", " but "))
            if len(text[first.start : max(cut, first.start)].split()) >= _STATEMENT:
                out[at] = replace(first, end=cut)
                out.append(a)
    return out
