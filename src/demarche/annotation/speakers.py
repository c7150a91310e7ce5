"""Tells who a speaker is: a name, a government, a described person ("a Western diplomat"), or whom a pronoun means.

A pronoun is resolved by the habits of news: the subject or speaker of the sentence before is the likeliest "he"; what
stands only within a quotation, or in a background box beside the story, is nobody that the story goes on about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from demarche.annotation.descriptions import describe
from demarche.annotation.grammar import bare, noun_words, phrase_with
from demarche.annotation.layers import Block, Mention, Sentence
from demarche.annotation.quantity_words import PEOPLE
from demarche.annotation.quotes import Passage
from demarche.annotation.speaker_words import (
    CITED,
    COLLECTIVE,
    FEMALE,
    HE,
    HEADS,
    INSTITUTION,
    IT,
    MALE,
    NOBODY,
    PAPERS,
    PEOPLE_AT_LARGE,
    SHE,
    THEY,
    VOICES,
)
from demarche.codebook import Codebook

# Shorter surnames that differ by a letter may well be two people's.
_LONG_NAME = 6


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name or the words of the text, a title, and the state that he or it belongs to."""

    name: str
    role: str | None = None
    side: str | None = None


UNNAMED = Speaker("unnamed")


@dataclass(slots=True)
class _Heard:
    """Somebody who has been mentioned: whom a later pronoun may mean if both stand in one quotation or none."""

    at: int
    within: Passage | None
    sentence: int
    box: bool
    speaker: Speaker
    prominent: bool
    kind: str
    gender: str | None


class SpeakerFinder:
    """Resolves speakers of one document; asked in the order of the text, since it remembers who has spoken."""

    def __init__(
        self,
        blocks: Sequence[Block],
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        passages: Sequence[Passage],
        codebook: Codebook,
    ) -> None:
        self._offices = codebook.ministries
        self._passages = passages
        self._blocks = {b.index: b for b in blocks}
        self._starts, self._ordinals = self._count(sentences)
        self._at: dict[tuple[int, int], Mention] = {}
        for m in mentions:
            self._at.setdefault((m.block, m.head), m)
        self._people = [m for m in mentions if m.kind == "person" and m.basis not in ("pronoun", "nominal")]
        self._heard: list[_Heard] = []
        for m in self._people:
            self._hear_mention(m)

    def of(self, block: Block, who: Token) -> Speaker | None:
        """The speaker that a noun or pronoun means; None if it means nobody that can be told."""
        word = who.lower_
        if word in HE or word in SHE or word in THEY or word in IT:
            return self._pronoun(block, who)
        if word in PEOPLE_AT_LARGE and who.pos_ != "DET":
            return Speaker(word)
        own = self._at.get((block.index, who.i))
        mention = (
            own
            if own is not None and own.kind == "person" and " " in own.text
            else self._named_below(block, who) or own
        )
        if mention is not None and mention.basis == "pronoun":
            mention = None
        if mention is not None and mention.kind == "person":
            return Speaker(self._spelling(mention.name), mention.role, mention.side)
        if mention is not None and mention.kind in ("state", "igo"):
            return self._government(block, who, mention)
        if mention is not None and mention.kind != "place":
            return Speaker(self._spelling(mention.name), mention.role, mention.side)
        if mention is not None and mention.head == who.i:
            return Speaker(mention.code, mention.text, mention.side) if len(mention.code) == 3 else None
        if word in NOBODY or who.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return None
        return self._described(block, who)

    def name_at(self, block: Block, token: Token) -> Token | None:
        """The head of the person's name that the token belongs to, if it belongs to one."""
        if token.pos_ in ("PRON", "PUNCT", "AUX", "VERB", "DET"):
            return None
        at = block.start + token.idx
        found = next((m for m in self._people if m.start <= at < m.end and m.block == block.index), None)
        return block.doc[found.head] if found is not None else None

    def name_between(self, block: Block, token: Token, end: int) -> Token | None:
        """The last full name of a person between a token and an offset of the block."""
        start = block.start + token.idx
        found = [
            m for m in self._people if m.block == block.index and start < m.start < block.start + end and " " in m.text
        ]
        return block.doc[found[-1].head] if found else None

    def speaks(self, block: Block, who: Token) -> bool:
        """Whether the noun names somebody who can hold a view (not an event or a paper)."""
        if who.pos_ == "PROPN" or who.lower_ in HE | SHE | THEY | PEOPLE_AT_LARGE or (block.index, who.i) in self._at:
            return True
        return who.lemma_.lower() in VOICES or who.lower_ in VOICES or who.ent_type_ in ("PERSON", "ORG")

    def hear(self, block: Block, who: Token, speaker: Speaker) -> None:
        """Remember a speaker, so that a pronoun after him can be resolved."""
        at = block.start + who.idx
        if speaker is UNNAMED:
            return
        plural = "Plur" in who.morph.get("Number", []) or who.tag_ in ("NNS", "NNPS") or who.lower_ in THEY
        mention = self._at.get((block.index, who.i))
        person = who.lower_ in HE | SHE or (mention is not None and mention.kind == "person")
        known = any(m.name == speaker.name for m in self._people)
        # A bare surname is easily taken for a body's name.
        surname = mention is not None and mention.kind == "organisation" and mention.text.isalpha()
        unknown = who.pos_ == "PROPN" and (mention is None or (surname and not who.text.isupper()))
        unknown = unknown and not any(c.dep_ == "det" for c in who.children)
        human = person or known or unknown or who.lemma_.lower() in PEOPLE | CITED
        kind = "they" if plural and not known else "person" if human else "body"
        gender = "m" if who.lower_ in HE else "f" if who.lower_ in SHE else None
        self._heard.append(
            _Heard(at, self._quoted(at), self._sentence(at), block.kind == "box", speaker, True, kind, gender)
        )

    def notice(self, block: Block, token: Token) -> None:
        """Remember an office-holder without a name who is a subject: "The Prime Minister was careful."."""
        if bare(token.dep_) != "nsubj" or token.tag_ not in ("NN", "NNP") or (block.index, token.i) in self._at:
            return
        if not any(c.lower_ == "the" for c in token.children) or not _in_main_clause(token.head):
            return
        if self._is_office(describe(token)) or token.lemma_.lower() in PEOPLE | CITED:
            speaker = self._described(block, token)
            if speaker is not None:
                self.hear(block, token, speaker)

    def _hear_mention(self, mention: Mention) -> None:
        block = self._blocks[mention.block]
        if block.kind in ("head", "repeat"):
            return
        token = block.doc[mention.head]
        top = token
        while bare(top.dep_) in ("flat", "appos", "compound") and top.head != top:
            top = top.head
        before = block.doc[max(0, min(t.i for t in (top, token)) - 1)].lower_
        words = {before, mention.text.split()[0].casefold()}
        gender = "m" if words & MALE else "f" if words & FEMALE else None
        speaker = Speaker(mention.name, mention.role, mention.side)
        prominent = top.dep_ == "ROOT" or (bare(top.dep_) == "nsubj" and _in_main_clause(top.head))
        self._heard.append(
            _Heard(
                mention.start,
                self._quoted(mention.start),
                self._sentence(mention.start),
                block.kind == "box",
                speaker,
                prominent,
                "person",
                gender,
            )
        )

    def _pronoun(self, block: Block, who: Token) -> Speaker | None:
        at = block.start + who.idx
        here = self._sentence(at)
        wanted = {"they"} if who.lower_ in THEY else {"body"} if who.lower_ in IT else {"person"}
        reach = 2 if "person" not in wanted else 8
        gender = "m" if who.lower_ in HE else "f" if who.lower_ in SHE else None
        mention = self._at.get((block.index, who.i))
        if "body" in wanted and mention is not None and mention.kind in ("state", "igo", "organisation"):
            return Speaker(mention.code, mention.role, mention.side)
        best: tuple[float, int, Speaker] | None = None
        within = self._quoted(at)
        for h in self._heard:
            if h.at >= at or h.kind not in wanted or h.within != within or (h.box and block.kind != "box"):
                continue
            away = here - h.sentence
            if away > reach or (gender and h.gender and gender != h.gender) or (away == 0 and not h.prominent):
                continue
            # Within a sentence the first subject is meant, of earlier ones the last that spoke or acted.
            cost = away + (0 if h.prominent else 1.5)
            order = h.at if away == 0 else -h.at
            if best is None or (cost, order) < best[:2]:
                best = (cost, order, h.speaker)
        if best is not None:
            return best[2]
        if mention is None or mention.kind == "place":
            return None
        name = mention.name if mention.kind == "person" else mention.code
        return Speaker(name, mention.role, mention.side)

    def _named_below(self, block: Block, who: Token) -> Mention | None:
        """The name that hangs on a title, or stands right behind it: "the party's chairman X", "Captain X"."""
        if who.pos_ not in ("NOUN", "PROPN"):
            return None
        above = [who.head] if bare(who.dep_) == "appos" and (block.index, who.i) not in self._at else []
        for c in (*who.children, *above):
            if bare(c.dep_) in ("appos", "flat") or c in above:
                found = self._at.get((block.index, c.i)) or self._at.get((block.index, c.right_edge.i))
                if found is not None and found.kind == "person" and found.basis != "pronoun":
                    return found
        behind = who.nbor() if who.i + 1 < len(who.doc) else who
        if (
            behind.text == ","
            and who.i + 2 < len(who.doc)
            and any(bare(c.dep_) == "nmod" for c in who.children if c.i < who.i)
        ):
            # "Its chairman, Captain X": set off by a comma the name tells who holds the title.
            for name in self._people:
                if (
                    name.block == block.index
                    and who.i + 2 <= name.head <= who.i + 4
                    and block.doc[who.i + 2].pos_ == "PROPN"
                ):
                    return name
        if who.i + 1 < len(who.doc) and who.tag_ not in ("NNS", "NNPS"):
            start = block.start + who.nbor().idx
            return next((m for m in self._people if m.start == start and m.block == block.index), None)
        return None

    def _spelling(self, name: str) -> str:
        """The spelling under which somebody is named in full, if a translation spells his name in two ways."""
        last = name.rsplit(maxsplit=1)[-1]
        if len(last) < _LONG_NAME:
            return name
        for m in self._people:
            other = m.name.rsplit(maxsplit=1)[-1]
            if (
                other != last
                and abs(len(other) - len(last)) <= 1
                and other[:3] == last[:3]
                and _one_letter_apart(other, last)
            ):
                if self._frequency(other) > self._frequency(last):
                    return m.name
        return name

    def _frequency(self, last: str) -> int:
        return sum(1 for m in self._people if m.name.rsplit(maxsplit=1)[-1] == last)

    def _government(self, block: Block, who: Token, mention: Mention) -> Speaker:
        """A state speaks under its code; officials, ministers and ministries under the words of the text."""
        code = Speaker(mention.code, mention.role or mention.text, mention.side)
        if mention.kind == "igo" or mention.basis in ("nominal", "pronoun"):
            return code
        words = {w.casefold() for w in mention.text.split()}
        head = block.doc[mention.head]
        lemma = head.lemma_.lower()
        if lemma in COLLECTIVE or head.lower_ in COLLECTIVE:
            return code
        if mention.role is not None:
            holder = self._office_holder(mention.role, mention.side, mention.start)
            return holder or Speaker(describe(who), mention.role, mention.side)
        if words & INSTITUTION:
            return Speaker(describe(who), mention.text, mention.side)
        return code

    def _described(self, block: Block, who: Token) -> Speaker | None:
        """A noun that names nobody: whoever holds the office, whoever was just cited, or else the words themselves."""
        lemma = who.lemma_.lower()
        definite = any(c.lower_ in ("the", "this") for c in who.children)
        singular = who.tag_ not in ("NNS", "NNPS")
        if lemma in PAPERS:
            side = self._side(block, who)
            owner = phrase_with(who, ("by", "from", "of")) or next(
                (c for c in who.children if c.dep_ == "nmod:poss"), None
            )
            if owner is not None and (found := self.of(block, owner)) is not None:
                return found
            return Speaker(side, who.text, side) if side else None
        phrase = describe(who)
        side = self._side(block, who)
        if definite and singular and self._is_office(phrase):
            holder = self._office_holder(phrase, side, block.start + who.idx)
            if holder is not None:
                return holder
        plain = side is None and not any(bare(c.dep_) in ("nmod", "acl", "appos") for c in who.children)
        plain = plain or phrase.casefold() in HEADS
        if (
            definite
            and singular
            and (lemma in CITED or phrase.casefold() in HEADS)
            and plain
            and (cited := self._last_cited(block, who)) is not None
        ):
            return cited
        return Speaker(self._spelling(phrase) if who.pos_ == "PROPN" else phrase, None, side)

    def _is_office(self, phrase: str) -> bool:
        return phrase.casefold() in self._offices or phrase.rsplit(maxsplit=1)[-1].casefold() in self._offices

    def _office_holder(self, office: str, side: str | None, at: int) -> Speaker | None:
        """The person of the document who holds an office of a state: the one named last before, or else first after."""
        words = {w.casefold() for w in office.split()}
        lower = {"vice", "deputy", "former", "assistant", "vice-president", "first", "acting"}
        found: list[Mention] = []
        for m in self._people:
            if m.role is None or (side is not None and m.side is not None and m.side != side):
                continue
            title = {w.strip("-,").casefold() for w in m.role.split()}
            if words <= title and not (title - words) & lower:
                found.append(m)
        if not found:
            return None
        before = [m for m in found if m.start < at]
        chosen = before[-1] if before else found[0]
        return Speaker(chosen.name, chosen.role, chosen.side)

    def _last_cited(self, block: Block, who: Token) -> Speaker | None:
        at = block.start + who.idx
        here = self._sentence(at)
        near = [h for h in self._heard if h.at < at and here - h.sentence <= 8 and h.kind == "person" and h.prominent]
        near = [h for h in near if h.within is None and (not h.box or block.kind == "box")]
        return max(near, key=lambda h: h.at).speaker if near else None

    def _side(self, block: Block, who: Token) -> str | None:
        for t in noun_words(who):
            if (m := self._at.get((block.index, t.i))) is not None and m.side is not None:
                return m.side
        return None

    def _count(self, sentences: Sequence[Sentence]) -> tuple[list[int], list[int]]:
        """The starts of the sentences, and how many of the story's own stand before each: a long quotation or a box
        between a name and a pronoun does not part them."""
        ordinals, number = [], 0
        for s in sentences:
            passage = self._quoted(s.start)
            if s.block.kind == "body" and (passage is None or s.end > passage.end + 1):
                number += 1
            ordinals.append(number)
        return [s.start for s in sentences], ordinals

    def _sentence(self, at: int) -> int:
        found = bisect_right(self._starts, at) - 1
        return self._ordinals[found] if found >= 0 else 0

    def _quoted(self, at: int) -> Passage | None:
        return next((p for p in self._passages if p.utterance and p.start <= at < p.end), None)


def _in_main_clause(verb: Token) -> bool:
    """Whether the verb heads a main clause, so that its subject is what the sentence is about."""
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return verb.dep_ == "ROOT" or bare(verb.dep_) == "parataxis"


def _one_letter_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
