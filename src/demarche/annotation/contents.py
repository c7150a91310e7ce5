"""What a reporting verb governs: the clause, the judgement or the number that it gives as somebody's."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from demarche.annotation.grammar import (
    bare,
    child,
    is_finite_clause,
    is_passive,
    phrase_with,
    preposition,
    subject,
    subtree_span,
)
from demarche.codebook.model import ReportingWord

# What they govern is a deed or a wish, coded as an event or a demand.
DEEDS = frozenset({"demand", "ask", "promise"})
# With an infinitive these tell a view, with "of" or an object what is reckoned with.
_EXPECTING = frozenset("expect predict forecast foresee anticipate doubt fear hope want believe think".split())
RECKONING = {
    **dict.fromkeys(("estimate", "reckon", "put", "place", "set", "value", "assess"), "at"),
    **dict.fromkeys(("count", "give"), None),
    "speak": "of",
    "admit": "to",
}
# "Call it a lie", "dismiss the tests as theatre": the verb with its object and what is said of it.
NAMING = frozenset(
    "think call describe dismiss brand label denounce praise hail condemn regard view see interpret treat portray"
    " present"
    " characterise characterize deride term dub ascribe attribute consider deem find reject decline welcome".split()
)
_BARE_NAMING = frozenset("call brand label term dub consider deem find think".split())
# "Observers note a fall in tension": the object is what they say. "The group claimed responsibility."
_NOTING = frozenset("note stress emphasise emphasize predict forecast fear foresee allege".split())
_CLAIMED = frozenset({"responsibility", "credit", "victory"})
# "Told a news conference in Paris on Monday that …": so many words may stand before "that".
_ADDRESSEE = 9
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
# With a weapon as well as with words: only "attacked him for …" is said.
_STRIKING = frozenset({"attack", "charge", "blast", "slam", "assail"})
# These report only with a number.
_NUMBERED = frozenset({"give", "set", "place", "count", "value"})


def content(verb: Token, word: ReportingWord) -> tuple[Token, Token] | None:
    """The first and last token of what a reporting verb governs; None if it governs nothing that is claimed."""
    found = _clause(verb, word)
    if found is not None or word.kind in DEEDS:
        return found
    return _predicate(verb) or _object(verb, word)


def _clause(verb: Token, word: ReportingWord) -> tuple[Token, Token] | None:
    """ "He said that …", "…, he said, …"."""
    clause = child(verb, "ccomp")
    if word.kind == "demand":
        return None
    if word.kind not in DEEDS:
        if verb.lemma_.lower() not in _NUMBERED and (said := _said_that(verb, clause)) is not None:
            return said
        if clause is not None and not _is_question(clause):
            return _after_day(verb, *run(clause, complementisers(clause)))
    main = None if word.lemma in _STRIKING else _main_clause(verb)
    if main is not None:
        return around(main, verb)
    return _fronted(verb) if word.speech and word.kind not in DEEDS else None


def _after_day(verb: Token, first: Token, last: Token) -> tuple[Token, Token]:
    """ "Said on Tuesday he would come": the day of saying is no part of what is said."""
    if first.i == verb.i + 1:
        day = first.nbor() if first.lower_ == "on" and first.i < last.i else first
        if day.lower_ in _DAYS and day.i < last.i:
            return day.nbor(), last
    return first, last


def _fronted(verb: Token) -> tuple[Token, Token] | None:
    """ "The talks had failed, the minister said." by the words: the comma before the speaker ends what is said."""
    who = subject(verb)
    sent = verb.sent
    if who is None or not sent.start < who.left_edge.i < verb.i or verb.doc[who.left_edge.i - 1].text != ",":
        return None
    for t in verb.doc[verb.i + 1 : sent.end]:
        if t.text == ",":
            break
        if t.pos_ in ("VERB", "SCONJ") or t.text in ('"', ":"):
            return None
    first, last = sent[0], verb.doc[who.left_edge.i - 2]
    if first.text == '"' or not any(is_finite_clause(t) for t in verb.doc[first.i : last.i + 1]):
        return None
    return first, last


def _predicate(verb: Token) -> tuple[Token, Token] | None:
    """ "Called it a lie", "expects the two to meet", "puts the loss at 600": object and what is said of it."""
    lemma = verb.lemma_.lower()
    last: Token | None = None
    if lemma in NAMING and (end := _naming_end(verb)) is not None:
        if is_passive(verb):
            return run(end)
        last = run(end)[1]
    if last is None and lemma in _EXPECTING:
        control = child(verb, "obj")
        goal = child(verb, "xcomp") or (child(control, "acl") if control is not None else None)
        to = goal is not None and any(c.lower_ == "to" and c.dep_ == "mark" for c in goal.children)
        if to and goal is not None and control is not None and control.i < goal.i:
            last = run(goal)[1]
    if last is None and lemma in RECKONING:
        last = _counted(verb)
    return None if last is None or last.i <= verb.i else (verb.nbor(), last)


def _object(verb: Token, word: ReportingWord) -> tuple[Token, Token] | None:
    """ "Accused him of lying", "denied any part in it", "noted a fall in tension", or words in quotation marks."""
    lemma = verb.lemma_.lower()
    thing = child(verb, "obj")
    if word.kind in ("accuse", "deny") and lemma not in ("reject", "attack"):
        matter = phrase_with(verb, ("of", "for", "on", "over"))
        if matter is None and (word.kind == "deny" or any(t.text == '"' for t in verb.subtree if t.i > verb.i)):
            matter = thing
        told = matter is not None and (matter.pos_ == "NOUN" or sum(1 for _ in matter.subtree) > 1)
        if told and matter is not None and matter.i > verb.i:
            return verb.nbor(), run(matter)[1]
    if thing is not None and thing.i > verb.i and (lemma in _NOTING or (lemma == "claim" and thing.lemma_ in _CLAIMED)):
        return run(thing)
    stated = child(verb, "obj", "xcomp", "obl")
    if stated is not None and word.speech and any('"' in t.text for t in stated.subtree):
        return run(stated)
    return None


def around(clause: Token, cut: Token) -> tuple[Token, Token]:
    """The run of a clause without a phrase at its edge; one in its middle ("the talks, he said, failed") stays."""
    whole = subtree_span(clause, without=complementisers(clause))
    if cut.left_edge.i > whole[0].i and cut.right_edge.i < whole[-1].i:
        return whole[0], whole[-1]
    return run(clause, [cut, *complementisers(clause)])


def run(token: Token, without: Sequence[Token] = ()) -> tuple[Token, Token]:
    """The first and last token of a subtree, some of its branches left out."""
    run = subtree_span(token, without=without)
    return run[0], run[-1]


def complementisers(clause: Token) -> list[Token]:
    """The "that" before a clause, which is no part of what is said."""
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
    if (
        that.lower_ != "that"
        or that.dep_ == "det"
        or (clause is None and that.head.dep_ == "acl:relcl" and at == verb.i + 1)
    ):
        return None
    start = at + 1
    end = verb.sent.end - 1
    if clause is not None and clause.i > at and is_finite_clause(clause):
        end = max(clause.right_edge.i, start)
    else:
        later = [c.left_edge.i for c in verb.children if c.dep_ == "conj" and c.i > start]
        end = min([end, *(i - 1 for i in later if i > start + 2)])
    while end > start and verb.doc[end].text in (".", ",", ";", '"', " "):
        end -= 1
    return verb.doc[start], verb.doc[end]


def _is_question(clause: Token) -> bool:
    """ "Said whether …" leaves open what is so."""
    return any(c.lower_ in ("whether", "if") and c.dep_ == "mark" for c in clause.children)


def _main_clause(verb: Token) -> Token | None:
    """The clause that a cue in its middle or at its end belongs to: "the talks, he said, failed", "as he put it"."""
    above = verb.head
    if above == verb or above.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN", "NUM", "PRON", "ADV"):
        return None
    if bare(verb.dep_) == "parataxis":
        if child(verb, "obj") is not None or verb.lemma_.lower() in RECKONING:
            return None
        return above if verb.i > above.i or any(c.dep_ == "punct" for c in verb.children) else None
    if bare(verb.dep_) == "advcl" and _set_off(verb):
        return above
    as_said = any(c.lower_ == "as" and c.dep_ == "mark" for c in verb.children) and (
        verb.left_edge.i == verb.sent.start or verb.left_edge.nbor(-1).text == "," or verb.left_edge.text == ","
    )
    if bare(verb.dep_) == "advcl" and as_said and child(verb, "obj", "ccomp") is None:
        return above
    return None


def _set_off(verb: Token) -> bool:
    """ "…, he said, …": subject and verb alone between commas, whatever the parse makes of them."""
    who, doc = child(verb, "nsubj"), verb.doc
    if who is None or who.i > verb.i or any(c.dep_ == "mark" for c in verb.children) or verb.i + 1 >= len(doc):
        return False
    left = who.left_edge.i
    return left > 0 and doc[left - 1].text == "," and doc[verb.i + 1].text in (",", ".")


def _naming_end(verb: Token) -> Token | None:
    """The head of what somebody calls something, if he calls it anything."""
    lemma = verb.lemma_.lower()
    target = child(verb, "obj", "nsubj:pass")
    ends = [
        c
        for c in verb.children
        if c.i > verb.i and bare(c.dep_) in ("obl", "advcl", "xcomp") and preposition(c) in ("as", "to")
    ]
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
    return ends[0] if ends else None


def _counted(verb: Token) -> Token | None:
    """The last token of the number that somebody gives: "puts the loss at 600", "speaks of nine"."""
    wanted = RECKONING[verb.lemma_.lower()]
    for c in verb.children:
        if c.i > verb.i and any(t.like_num or t.pos_ == "NUM" for t in c.subtree):
            if (bare(c.dep_) == "obj" and wanted in (None, "at")) or (
                bare(c.dep_) == "obl" and wanted and preposition(c) == wanted
            ):
                if wanted == "at" and bare(c.dep_) == "obj" and verb.lemma_.lower() in ("put", "place", "set", "value"):
                    continue
                return run(c, [])[1]
    return None


def that_clause(verb: Token) -> Token | None:
    """The clause behind "it is said" where the parse makes it an adverbial or an apposition."""
    for c in verb.children:
        if c.i > verb.i and bare(c.dep_) in ("advcl", "acl", "parataxis"):
            if any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children):
                return c
    return None
