"""Finds the words that attribute: reporting verbs ("said", "called it a lie", "is believed to", "let it be known that").

What is not a verb ("according to", "in his opinion", "is confident that") is found by `phrases`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from demarche.annotation.grammar import agent, bare, child, is_passive, phrase_with, preposition, subject, subtree_span
from demarche.annotation.layers import Block
from demarche.annotation.speakers import UNNAMED, Speaker, SpeakerFinder
from demarche.codebook import Codebook
from demarche.codebook.model import ReportingWord

# What they govern is a deed or a wish, coded as an event or a demand.
_DEEDS = frozenset({"demand", "ask", "promise"})
# Of these one is at least as much a statement about what will be.
_VOWS = frozenset({"vow"})
# With an infinitive these tell a view, with "of" or an object what is reckoned with.
_EXPECTING = frozenset("expect predict forecast foresee anticipate doubt fear hope want believe think".split())
_RECKONING = {
    **dict.fromkeys(("estimate", "reckon", "put", "place", "set", "value", "assess"), "at"),
    **dict.fromkeys(("count", "give"), None),
    "speak": "of",
    "admit": "to",
}
# "Call it a lie", "dismiss the tests as theatre": the verb with its object and what is said of it.
_NAMING = frozenset(
    "call describe dismiss brand label denounce praise hail condemn regard view see interpret treat portray present"
    " characterise characterize deride term dub ascribe attribute consider deem find reject decline welcome".split()
)
_BARE_NAMING = frozenset("call brand label term dub consider deem find".split())
_REFUSALS = frozenset({"refuse", "decline"})
# "Observers note a fall in tension": the object is what they say. "The group claimed responsibility."
_NOTING = frozenset("note stress emphasise emphasize predict forecast fear foresee allege".split())
_CLAIMED = frozenset({"responsibility", "credit", "victory"})
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
    " attack charge fault blast see cry challenge contest contradict persuade convince speak admit consider judge rule project".split()
)
# "Told a news conference in Paris on Monday that …": so many words may stand before "that".
_ADDRESSEE = 9
_MODALS = frozenset({"will", "would", "shall", "may", "might", "could", "should", "must", "can", "ca", "'ll", "wo"})
# Above an infinitive these let it count as said; below others ("refused to say") nothing was.
_SAYING_ON = frozenset("go seem appear continue begin start report say proceed want like rush know use have".split())
_DENIED = frozenset({"think", "believe", "expect", "see", "want", "recognise", "recognize", "deny", "doubt", "consider"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting expression: where it stands, who speaks, its words, the clause that it governs, how it colours that.

    ``takes_quotes``: a quotation beside it is the speaker's; ``opens``: only one after a colon is.
    """

    start: int
    end: int
    speaker: Speaker
    cue: str | None
    content: tuple[int, int] | None
    certainty: str
    takes_quotes: bool


Finder = Callable[[Block, Token], "Cue | None"]


class VerbCues:
    """Finds reporting verbs; knows the speakers of one document."""

    def __init__(self, codebook: Codebook, speakers: SpeakerFinder) -> None:
        self._words = codebook.reporting
        self._speakers = speakers

    def find(self, block: Block, verb: Token) -> Cue | None:
        """The cue that a verb makes with its speaker; None if it attributes nothing."""
        word = self._words.get(_lemma(verb, self._words))
        if word is None and verb.lemma_.lower() in _RECKONING or word is None and verb.lemma_.lower() in _NAMING:
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
        content = self._content(verb, word)
        speech = word.speech and word.kind not in _DEEDS
        if word.lemma in _MINDLESS or not word.speech:
            if not self._speakers.speaks(block, who):
                return None
        speaker = self._speakers.of(block, who)
        if speaker is None:
            return None
        self._speakers.hear(block, who, speaker)
        run = None if content is None else offsets(block, *content)
        return made(block, verb, verb, speaker, run, word.certainty, takes_quotes=speech or run is None)

    def _who(self, block: Block, verb: Token, word: ReportingWord) -> Token | None:
        """Whose the verb is. A name right before it, or behind it after a quotation, is surer than the parse."""
        if is_passive(verb) or (verb.tag_ == "VBN" and any(c.lower_ == "as" for c in verb.children)):
            return agent(verb) or phrase_with(verb, ("by",))
        left = verb.i - 1
        while left >= 0 and verb.doc[left].pos_ in ("ADV", "AUX") and not verb.doc[left].is_title:
            left -= 1
        before = verb.doc[left] if left >= 0 else None
        if before is not None and (name := self._speakers.name_at(block, before)) is not None:
            return name
        if before is not None and before.pos_ == "PROPN" and before.i and before.nbor(-1).text == '"' and word.speech:
            return before
        found = subject(verb)
        if found is None and verb.pos_ == "NOUN" and before is not None:
            found = before if before.pos_ in ("PROPN", "PRON") else subject(verb.head) if verb.dep_ == "conj" else None
        if found is not None:
            return found
        if before is not None and before.pos_ in ("NOUN", "PROPN") and before.dep_ not in ("obj", "obl", "nmod") and word.speech:
            return before
        after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
        if after is not None and before is not None and before.text in ('"', ",") and word.speech:
            first = after.nbor() if after.pos_ == "DET" and after.i + 1 < len(verb.doc) else after
            return self._speakers.name_at(block, first) or (first if first.pos_ in ("NOUN", "PROPN") else None)
        return None

    def _content(self, verb: Token, word: ReportingWord) -> tuple[Token, Token] | None:
        """The first and last token of what the verb governs."""
        lemma = verb.lemma_.lower()
        clause = child(verb, "ccomp")
        if word.kind not in _DEEDS and lemma in self._words and (said := _said_that(verb, clause)) is not None:
            return said
        if clause is not None and word.kind not in _DEEDS and not _is_question(clause):
            return _run(clause, _complementisers(clause))
        if (main := _main_clause(verb)) is not None:
            return around(main, verb)
        if word.kind in _DEEDS:
            return None
        if lemma in _NAMING and (last := _naming_end(verb)) is not None:
            return verb.nbor(), last
        if lemma in _EXPECTING:
            control, goal = child(verb, "obj"), child(verb, "xcomp")
            if goal is not None and control is not None and control.i < goal.i:
                return verb.nbor(), _run(goal, [])[1]
        if lemma in _RECKONING and (counted := _counted(verb)) is not None:
            return verb.nbor(), counted
        if word.kind in ("accuse", "deny") and lemma not in ("reject", "attack"):
            matter = phrase_with(verb, ("of", "for", "on", "over"))
            if matter is None and (word.kind == "deny" or any(t.text == '"' for t in verb.subtree if t.i > verb.i)):
                matter = child(verb, "obj")
            if matter is not None and matter.i > verb.i and len(list(matter.subtree)) > 1:
                return verb.nbor(), _run(matter, [])[1]
        thing = child(verb, "obj")
        if thing is not None and thing.i > verb.i and (lemma in _NOTING or (lemma == "claim" and thing.lemma_ in _CLAIMED)):
            return _run(thing, [])
        stated = child(verb, "obj", "xcomp", "obl")
        if stated is not None and word.speech and any('"' in t.text for t in stated.subtree):
            return _run(stated, [])
        return None

    def _impersonal(self, block: Block, verb: Token, word: ReportingWord) -> Cue | None:
        """"It is believed that …", "the group is thought to have …": somebody says so, and the text does not tell who."""
        if verb.lemma_.lower() not in _IMPERSONAL or verb.head.lemma_.lower() == "let":
            return None
        auxiliary = child(verb, "aux:pass")
        if auxiliary is None:
            return None
        clause = child(verb, "ccomp", "csubj") or _that_clause(verb)
        if clause is not None:
            content = _run(clause, _complementisers(clause))
        elif verb.lemma_.lower() == "expect" or any(c.dep_ == "xcomp" and c.lemma_.lower() in self._words for c in verb.children):
            return None  # "is expected to arrive" foretells, and nobody need have said so
        elif (goal := child(verb, "xcomp")) is not None and (who := child(verb, "nsubj")) is not None and who.i < verb.i:
            if who.lower_ in ("who", "which", "that"):
                return None
            content = (_run(who, [])[0], _run(goal, [])[1])
        else:
            return None
        place = phrase_with(verb, ("in",))
        speaker = self._speakers.of(block, place) if place is not None and place.i < verb.i else None
        if speaker is None or speaker.side is None:
            speaker = UNNAMED
        return made(block, auxiliary, verb, speaker, offsets(block, *content), word.certainty, takes_quotes=False)

    def _known(self, block: Block, verb: Token) -> Cue | None:
        """"Let it be known that …", "made it clear that …"."""
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
        content = block.offsets(verb.doc[last.i + 2], verb.doc[end - 1])
        return made(block, verb, last, speaker, content, "asserted", takes_quotes=False)


def made(
    block: Block,
    first: Token,
    last: Token,
    speaker: Speaker,
    content: tuple[int, int] | None,
    certainty: str,
    *,
    takes_quotes: bool,
) -> Cue:
    """A cue of the words from one token to another."""
    start, end = block.offsets(first, last)
    return Cue(start, end, speaker, block.doc[first.i : last.i + 1].text, content, certainty, takes_quotes)


def offsets(block: Block, first: Token, last: Token) -> tuple[int, int]:
    """The offsets of a run; of one that runs backwards, those of its first token."""
    return block.offsets(first, last if last.i >= first.i else first)


def clause_run(block: Block, token: Token, without: Sequence[Token] = ()) -> tuple[int, int] | None:
    """The offsets of a clause without "that" before it."""
    return offsets(block, *_run(token, [*without, *_complementisers(token)]))


def around(clause: Token, cut: Token) -> tuple[Token, Token]:
    """The run of a clause without a phrase at its edge; a phrase in its middle ("the talks, he said, had failed") stays."""
    whole = subtree_span(clause, without=_complementisers(clause))
    if cut.left_edge.i > whole[0].i and cut.right_edge.i < whole[-1].i:
        return whole[0], whole[-1]
    return _run(clause, [cut, *_complementisers(clause)])


def _lemma(verb: Token, known: object) -> str:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "compound:prt"), None)
    lemma = verb.lemma_.lower()
    joined = f"{lemma} {particle}"
    return joined if particle and joined in known else lemma  # type: ignore[operator]


def _run(token: Token, without: Sequence[Token]) -> tuple[Token, Token]:
    run = subtree_span(token, without=without)
    return run[0], run[-1]


def _is_verb(token: Token) -> bool:
    """Whether the word is used as a verb; a tagger that takes "denies that" for a noun is overruled by the words around it."""
    if token.pos_ in ("VERB", "AUX"):
        return token.dep_ != "amod"
    if token.tag_ != "NNS" or token.i + 1 >= len(token.doc) or token.nbor().lower_ != "that" or token.i == token.sent.start:
        return False
    before = token.nbor(-1)
    return before.pos_ == "PROPN" or before.lower_ in (",", "and", "but", "he", "she", "it")


def _complementisers(clause: Token) -> list[Token]:
    return [c for c in clause.children if c.dep_ == "mark" and c.lower_ in ("that", "whether")]


def _said_that(verb: Token, clause: Token | None) -> tuple[Token, Token] | None:
    """The clause after "that", by the words: up to its end in the parse, or to the end of the sentence.

    A parse loses such clauses easily ("told reporters that …" as a relative clause), the word order does not.
    """
    at = verb.i + 1
    while at < len(verb.doc) and at <= verb.i + _ADDRESSEE and verb.doc[at].lower_ != "that":
        if verb.doc[at].pos_ in ("VERB", "AUX") or verb.doc[at].text in (".", ";", ":", '"'):
            return None
        at += 1
    if at + 2 >= len(verb.doc) or at > verb.i + _ADDRESSEE or verb.doc[at].sent != verb.sent:
        return None
    that = verb.doc[at]
    if that.lower_ != "that" or that.dep_ == "det" or (clause is None and that.head.dep_ == "acl:relcl" and at == verb.i + 1):
        return None
    start = at + 1
    end = verb.sent.end - 1
    if clause is not None and clause.i > at:
        end = max(clause.right_edge.i, start)
    else:
        later = [c.left_edge.i for c in verb.children if c.dep_ == "conj" and c.i > start]
        end = min([end, *(i - 1 for i in later if i > start + 2)])
    while end > start and verb.doc[end].text in (".", ",", ";", '"', " "):
        end -= 1
    return verb.doc[start], verb.doc[end]


def _is_question(clause: Token) -> bool:
    """"Said whether …" leaves open what is so."""
    return any(c.lower_ in ("whether", "if") and c.dep_ == "mark" for c in clause.children)


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


def _main_clause(verb: Token) -> Token | None:
    """The clause that a cue in its middle or at its end belongs to: "the talks, he said, had failed", "as he put it"."""
    above = verb.head
    if above == verb or above.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN", "NUM", "PRON", "ADV"):
        return None
    if bare(verb.dep_) == "parataxis":
        if child(verb, "obj") is not None or verb.lemma_.lower() in _RECKONING:
            return None
        return above if verb.i > above.i or any(c.dep_ == "punct" for c in verb.children) else None
    as_said = any(c.lower_ == "as" and c.dep_ == "mark" for c in verb.children) and (
        verb.left_edge.i == verb.sent.start or verb.left_edge.nbor(-1).text == "," or verb.left_edge.text == ","
    )
    if bare(verb.dep_) == "advcl" and as_said and child(verb, "obj", "ccomp") is None:
        return above
    return None


def _naming_end(verb: Token) -> Token | None:
    """The last token of what somebody calls something, if he calls it anything."""
    lemma = verb.lemma_.lower()
    target = child(verb, "obj", "nsubj:pass")
    ends = [c for c in verb.children if c.i > verb.i and bare(c.dep_) in ("obl", "advcl", "xcomp") and preposition(c) in ("as", "to")]
    if lemma in ("ascribe", "attribute"):
        ends = [c for c in ends if preposition(c) == "to"]
    else:
        ends = [c for c in ends if preposition(c) == "as"]
    if not ends and lemma in _BARE_NAMING and target is not None:
        ends = [c for c in verb.children if c.dep_ == "xcomp" and c.i > target.i and c.pos_ in ("NOUN", "ADJ", "PROPN")]
        ends += [c for c in verb.children if c.dep_ == "obj" and c.i > target.right_edge.i]
        ends += [c for c in target.children if c.i > target.i and c.pos_ == "ADJ"]
        after = target.right_edge
        if not ends and after.i + 1 < len(verb.doc) and after.nbor().text == '"' and after.nbor().sent == verb.sent:
            ends = [c for c in verb.children if c.i > after.i][:1]
    if not ends and any(t.text == '"' for t in verb.subtree if t.i > verb.i and t.sent == verb.sent):
        # "Praised the \"wise\" decision": the words in quotation marks are his.
        inner = child(verb, "obj")
        if inner is not None and any(t.text == '"' for t in inner.subtree):
            ends = [inner]
    return _run(ends[0], [])[1] if ends else None


def _counted(verb: Token) -> Token | None:
    """The last token of the number that somebody gives: "puts the loss at 600", "speaks of nine"."""
    wanted = _RECKONING[verb.lemma_.lower()]
    for c in verb.children:
        if c.i > verb.i and any(t.like_num or t.pos_ == "NUM" for t in c.subtree):
            if (bare(c.dep_) == "obj" and wanted in (None, "at")) or (bare(c.dep_) == "obl" and wanted and preposition(c) == wanted):
                if wanted == "at" and bare(c.dep_) == "obj" and verb.lemma_.lower() in ("put", "place", "set", "value"):
                    continue
                return _run(c, [])[1]
    return None


def _that_clause(verb: Token) -> Token | None:
    """The clause behind "it is said" where the parse makes it an adverbial or an apposition."""
    for c in verb.children:
        if c.i > verb.i and bare(c.dep_) in ("advcl", "acl", "parataxis"):
            if any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children):
                return c
    return None
