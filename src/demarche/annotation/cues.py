"""Finds the verbs that attribute: "said", "called it a lie", "is believed to", "let it be known that".

What is not a verb ("according to", "in his opinion", "is confident that") is found by `phrases`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from spacy.tokens import Token

from demarche.annotation.contents import DEEDS, NAMING, RECKONING, complementisers, content, run, that_clause
from demarche.annotation.grammar import agent, bare, child, is_passive, phrase_with, subject
from demarche.annotation.layers import Block
from demarche.annotation.speakers import UNNAMED, Speaker, SpeakerFinder
from demarche.codebook import Codebook
from demarche.codebook.model import ReportingWord

# Of these one is at least as much a statement about what will be.
_VOWS = frozenset({"vow"})
_REFUSALS = frozenset({"refuse", "decline"})
# A passive of these without "by" leaves the speaker unnamed; "he was told that" only tells who heard.
_IMPERSONAL = frozenset(
    "believe think understand say report allege claim expect assume consider suspect rumour rumor fear presume hold"
    " maintain argue estimate hope suggest suppose deem".split()
)
# Facts show and polls suggest: not for want of a mouth, but only these need somebody who has one.
_MINDLESS = frozenset(
    "show prove demonstrate indicate suggest establish reveal confirm underline underscore signal reflect describe mean"
    " illustrate expose outline detail imply testify signify see find learn know remember forget view hold read list"
    " appreciate sense figure agree put give place count set value recognise recognize attest echo counter reject"
    " attack charge fault blast see cry challenge contest contradict persuade convince speak admit"
    " consider judge rule project".split()
)
_MODALS = frozenset({"will", "would", "shall", "may", "might", "could", "should", "must", "can", "ca", "'ll", "wo"})
# Above an infinitive these let it count as said; below others ("refused to say") nothing was.
_SAYING_ON = frozenset("go seem appear continue begin start report say proceed want like rush know use have".split())
_DENIED = frozenset(
    {"think", "believe", "expect", "see", "want", "recognise", "recognize", "deny", "doubt", "consider"}
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting expression: where it stands, who speaks, its words, the clause that it governs, how it colours that.

    ``takes_quotes``: a quotation beside it is the speaker's, not only one that it opens with a colon.
    """

    start: int
    end: int
    speaker: Speaker
    cue: str | None
    content: tuple[int, int] | None
    certainty: str
    takes_quotes: bool


class VerbCues:
    """Finds reporting verbs; knows the speakers of one document."""

    def __init__(self, codebook: Codebook, speakers: SpeakerFinder) -> None:
        self._words = codebook.reporting
        self._speakers = speakers

    def find(self, block: Block, verb: Token) -> Cue | None:
        """The cue that a verb makes with its speaker; None if it attributes nothing."""
        word = self._words.get(_lemma(verb, self._words))
        if word is None and verb.lemma_.lower() in RECKONING or word is None and verb.lemma_.lower() in NAMING:
            word = ReportingWord(verb.lemma_.lower(), "asserted", False, False, "think")
        if word is None or verb.dep_ in ("compound", "case", "fixed") or not _is_verb(verb):
            return self._known(block, verb)
        if word.lemma in _VOWS:
            word = replace(word, kind="say")
        if not _is_said(verb):
            return None
        if verb.lemma_.lower() in _REFUSALS:
            return None
        if is_passive(verb) and agent(verb) is None:
            return self._impersonal(block, verb, word)
        who = self._who(block, verb, word)
        if who is None or who == verb:
            return None
        governed = content(verb, word)
        speech = word.speech and word.kind not in DEEDS
        if word.lemma in _MINDLESS or not word.speech:
            if not self._speakers.speaks(block, who):
                return None
        speaker = self._speakers.of(block, who)
        if speaker is None:
            return None
        self._speakers.hear(block, who, speaker)
        span = None if governed is None else offsets(block, *governed)
        return made(block, verb, verb, speaker, span, word.certainty, takes_quotes=speech or span is None)

    def _who(self, block: Block, verb: Token, word: ReportingWord) -> Token | None:
        """Whose the verb is. A name right before it, or behind it after a quotation, is surer than the parse."""
        if is_passive(verb) or (verb.tag_ == "VBN" and any(c.lower_ == "as" for c in verb.children)):
            return agent(verb) or phrase_with(verb, ("by",))
        left = verb.i - 1
        while left >= 0 and _between(verb.doc[left]):
            left -= 1
        before = verb.doc[left] if left >= 0 else None
        if before is not None and (name := self._speakers.name_at(block, before)) is not None:
            return name
        if before is not None and before.pos_ == "PROPN" and before.i and before.nbor(-1).text == '"' and word.speech:
            return before
        found = subject(verb)
        if found is not None and found.is_space:
            found = None
        if found is None and verb.pos_ == "NOUN" and before is not None:
            if before.pos_ in ("PROPN", "PRON"):
                found = before
            else:
                found = next((t for t in verb.sent if t.i < verb.i and bare(t.dep_) == "nsubj"), None)
        if found is not None:
            return found
        if (
            before is not None
            and before.pos_ in ("NOUN", "PROPN")
            and before.dep_ not in ("obj", "obl", "nmod")
            and word.speech
        ):
            return before
        after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
        if after is not None and before is not None and before.text in ('"', ",") and word.speech:
            first = after.nbor() if after.pos_ == "DET" and after.i + 1 < len(verb.doc) else after
            return self._speakers.name_at(block, first) or (first if first.pos_ in ("NOUN", "PROPN") else None)
        return None

    def _impersonal(self, block: Block, verb: Token, word: ReportingWord) -> Cue | None:
        """ "It is believed that …", "the group is thought to …": somebody says so, and nobody tells who."""
        if verb.lemma_.lower() not in _IMPERSONAL or verb.head.lemma_.lower() == "let":
            return None
        auxiliary = child(verb, "aux:pass")
        if auxiliary is None:
            return None
        clause = child(verb, "ccomp", "csubj") or that_clause(verb)
        if clause is not None:
            first, last = run(clause, complementisers(clause))
        elif verb.lemma_.lower() == "expect" or any(
            c.dep_ == "xcomp" and c.lemma_.lower() in self._words for c in verb.children
        ):
            return None  # "is expected to arrive" foretells, and nobody need have said so
        elif (
            (goal := child(verb, "xcomp")) is not None and (who := child(verb, "nsubj")) is not None and who.i < verb.i
        ):
            if who.lower_ in ("who", "which", "that"):
                return None
            first, last = run(who)[0], run(goal)[1]
        else:
            return None
        place = phrase_with(verb, ("in",))
        speaker = self._speakers.of(block, place) if place is not None and place.i < verb.i else None
        if speaker is None or speaker.side is None:
            speaker = UNNAMED
        return made(block, auxiliary, verb, speaker, offsets(block, first, last), word.certainty, takes_quotes=False)

    def _known(self, block: Block, verb: Token) -> Cue | None:
        """ "Let it be known that …", "made it clear that …"."""
        words = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 4]]
        lemma = verb.lemma_.lower()
        if lemma == "let" and words == ["it", "be", "known"]:
            last = verb.doc[verb.i + 3]
        elif lemma == "make" and words[:1] == ["it"] and words[1:2] in (["clear"], ["plain"], ["known"]):
            last = verb.doc[verb.i + 2]
        elif lemma == "make" and words[:1] in (["clear"], ["plain"], ["known"]):
            last = verb.doc[verb.i + 1]
        else:
            return None
        who = subject(verb)
        speaker = self._speakers.of(block, who) if who is not None else None
        if who is None or speaker is None or last.i + 1 >= len(verb.doc) or last.nbor().lower_ != "that":
            return None
        self._speakers.hear(block, who, speaker)
        end = last.i + 2
        while end + 1 < len(verb.doc) and verb.doc[end].sent == verb.sent and verb.doc[end].text not in (".", ";"):
            end += 1
        said = block.offsets(verb.doc[last.i + 2], verb.doc[end - 1])
        return made(block, verb, last, speaker, said, "asserted", takes_quotes=False)


def made(
    block: Block,
    first: Token,
    last: Token,
    speaker: Speaker,
    said: tuple[int, int] | None,
    certainty: str,
    *,
    takes_quotes: bool,
) -> Cue:
    """A cue of the words from one token to another."""
    start, end = block.offsets(first, last)
    return Cue(start, end, speaker, block.doc[first.i : last.i + 1].text, said, certainty, takes_quotes)


def offsets(block: Block, first: Token, last: Token) -> tuple[int, int]:
    """The offsets of a run; of one that runs backwards, those of its first token."""
    return block.offsets(first, last if last.i >= first.i else first)


def clause_run(block: Block, token: Token) -> tuple[int, int]:
    """The offsets of a clause without "that" before it."""
    return offsets(block, *run(token, complementisers(token)))


def _between(token: Token) -> bool:
    """What may stand between a speaker and his verb."""
    return token.is_space or (token.pos_ in ("ADV", "AUX") and not token.is_title)


def _lemma(verb: Token, known: Collection[str]) -> str:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "compound:prt"), None)
    lemma = verb.lemma_.lower()
    joined = f"{lemma} {particle}"
    return joined if particle and joined in known else lemma


def _is_verb(token: Token) -> bool:
    """Whether the word is used as a verb; if "denies that" is tagged as a noun, the words around decide."""
    if token.pos_ in ("VERB", "AUX"):
        return token.dep_ != "amod"
    if (
        token.tag_ != "NNS"
        or token.i + 1 >= len(token.doc)
        or token.nbor().lower_ != "that"
        or token.i == token.sent.start
    ):
        return False
    before = token.nbor(-1)
    return before.pos_ == "PROPN" or before.lower_ in (",", "and", "but", "he", "she", "it")


def _is_said(verb: Token) -> bool:
    """Whether the saying took place: not under "refused to", "would" or "not", unless a view is denied."""
    words = {c.lower_ for c in verb.children if bare(c.dep_) in ("aux", "advmod", "mark", "cc")}
    if words & {"if", "unless", "whether"} and bare(verb.dep_) == "advcl":
        return False
    if words & {"not", "n't", "never"} and verb.lemma_.lower() not in _DENIED:
        return False
    if words & _MODALS:
        return False
    if verb.tag_ == "VB" and "to" in words and verb.dep_ != "ROOT":
        return verb.head.lemma_.lower() in _SAYING_ON and verb.dep_ == "xcomp"
    return True
