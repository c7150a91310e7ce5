"""Whether what a clause tells happened: negation, future, condition, attempt, aspect.

The categories follow FactBank's questions (Saurí and Pustejovsky 2009: polarity and certainty of an event as the text
presents it), folded into the event statuses of the codebook.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from demarche.annotation.grammar import bare, child, is_passive

_NOT = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "nobody", "nowhere"})
_NEGATIVE_HEADS = frozenset("fail refuse decline neglect avoid forget omit cease unable reluctant unwilling".split())
_NEGATIVE_NOUNS = frozenset({"failure", "refusal", "lack", "absence", "inability", "unwillingness", "reluctance"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MODAL = frozenset({"may", "might", "could", "would", "should", "can", "ca", "must", "'d", "’d"})
_WOULD = frozenset({"would", "'d", "’d"})
_IF = frozenset({"if", "unless", "until", "till", "whether", "lest"})
_PLANNING = frozenset(
    """plan intend prepare expect schedule hope want seek aim propose offer promise pledge vow agree undertake
    arrange decide ready willing set due wish consider mean threaten resolve determine order ask urge demand
    request instruct require invite""".split()
)
_PLANS = frozenset(
    """plan intention decision promise pledge threat readiness willingness agreement proposal offer commitment
    order""".split()
)
_ATTEMPTS = frozenset("effort attempt bid campaign move step drive".split())
_CONTINUING = frozenset("continue keep remain go try attempt endeavour endeavor work help manage begin start".split())


@dataclass(frozen=True, slots=True)
class Factuality:
    """How a clause presents its event. ``future`` covers plans; ``uncertain`` modals, conditions and questions."""

    negated: bool
    future: bool
    uncertain: bool
    ongoing: bool
    obligation: bool


def factuality(token: Token) -> Factuality:
    """The factuality of the event told by a verb, or by a noun (which takes over that of the verb above it)."""
    verb = token if token.pos_ in ("VERB", "AUX", "ADJ") else _verb_above(token)
    if verb is None:
        return Factuality(_negated_noun(token), False, False, False, False)
    negated, future, uncertain = _negated(verb), _is_to(verb), False
    ongoing = _progressive(verb)
    obligation = any(c.lower_ in ("must", "should") for c in verb.children if c.dep_ == "aux") or _has_to(verb)
    for at in _chain(verb):
        words = {c.lower_ for c in at.children if bare(c.dep_) in ("aux", "mark", "advmod", "cc")}
        reported = bool(words & _WOULD) and _is_reported(at)
        future = future or reported or bool(words & _FUTURE)
        uncertain = uncertain or bool(words & (_MODAL | _IF) - (_WOULD if reported else set()))
    above = verb.head
    if verb.dep_ in ("xcomp", "ccomp", "acl", "advcl", "csubj") and _to_infinitive(verb):
        lemma = above.lemma_.lower()
        if lemma in _NEGATIVE_HEADS or lemma in _NEGATIVE_NOUNS:
            negated = not negated
        elif lemma in _CONTINUING and lemma != "go":
            ongoing = ongoing or lemma in ("continue", "keep", "remain", "try", "attempt", "work")
        elif verb.dep_ == "advcl":
            pass  # a purpose ("called to congratulate") is taken to have been carried out with the deed
        elif above.pos_ == "NOUN" and verb.dep_ == "acl":
            # "A plan to", "an attempt to"; a way, a chance or a right to do something tells of nothing done.
            future = future or lemma in _PLANS
            ongoing = ongoing or lemma in _ATTEMPTS
            uncertain = uncertain or lemma not in _PLANS | _ATTEMPTS
        elif (
            lemma in _PLANNING
            or (lemma == "be" and verb.dep_ == "xcomp")
            or (lemma == "go" and above.morph.get("VerbForm", []) != ["Inf"])
        ):
            future = True
        if above.pos_ in ("VERB", "ADJ", "AUX") and _negated(above):
            # "Did not fail to": two negations are none.
            negated = lemma not in _NEGATIVE_HEADS or not negated
        ongoing = ongoing or (above.pos_ == "VERB" and _progressive(above) and lemma in _CONTINUING)
    if above.lemma_.lower() in _NEGATIVE_NOUNS and above.pos_ == "NOUN":
        negated = True
    if token != verb and _negated_noun(token):
        negated = True
    ongoing = ongoing or (not negated and _simple_present(verb))
    return Factuality(negated, future, uncertain, ongoing, obligation)


def _is_to(verb: Token) -> bool:
    """Whether a plan is told by "are to": "the two are to meet"."""
    words = {c.lemma_.lower() for c in verb.children if c.dep_ in ("cop", "aux", "mark")}
    return verb.tag_ == "VB" and {"be", "to"} <= words


def _simple_present(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP") and not is_passive(verb) and not any(c.dep_ == "aux" for c in verb.children)


def _verb_above(token: Token) -> Token | None:
    at = token
    while at.head != at:
        if at.dep_ in ("appos", "parataxis", "conj") and at.head.pos_ in ("NOUN", "PROPN") and at.dep_ != "conj":
            return None
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            return at
    return None


def _chain(verb: Token) -> list[Token]:
    """The verb and those above whose auxiliaries hold for it: the first of a coordination, the matrix of an xcomp."""
    out = [verb]
    at = verb
    while at.dep_ in ("conj", "xcomp") and at.head.pos_ in ("VERB", "AUX", "ADJ"):
        if at.dep_ == "conj" and child(at, "nsubj") is not None:
            break
        at = at.head
        out.append(at)
    return out


def _negated(verb: Token) -> bool:
    for c in verb.children:
        if c.i + 1 < len(c.doc) and c.nbor().lower_ in ("only", "merely", "just", "simply"):
            continue  # "not only apologised": he did
        if c.lower_ in _NOT and bare(c.dep_) in ("advmod", "aux", "cc", "nsubj", "obl"):
            return True
        if c.lower_ == "longer" and any(x.lower_ == "no" for x in c.children):
            return True
        if bare(c.dep_) in ("obj", "nsubj") and any(
            x.lower_ in ("no", "neither") and x.dep_ == "det" for x in c.children
        ):
            return True
        if c.dep_ == "mark" and c.lower_ == "without":
            return True
    return (
        verb.dep_ == "conj"
        and child(verb, "nsubj") is None
        and verb.head.pos_ == "VERB"
        and any(c.lower_ in ("nor", "or") for c in verb.children if c.dep_ == "cc")
        and _negated(verb.head)
    )


def _negated_noun(noun: Token) -> bool:
    if any(c.lower_ in ("no", "without") for c in noun.children):
        return True
    return noun.head != noun and noun.head.lemma_.lower() in _NEGATIVE_NOUNS and bare(noun.dep_) == "nmod"


def _progressive(verb: Token) -> bool:
    return verb.tag_ == "VBG" and any(c.lemma_.lower() == "be" for c in verb.children if c.dep_ == "aux")


def _to_infinitive(verb: Token) -> bool:
    return (verb.tag_ == "VBG" and verb.dep_ == "xcomp") or any(
        c.lower_ == "to" for c in verb.children if c.dep_ in ("mark", "aux")
    )


def _is_reported(verb: Token) -> bool:
    """Whether "would" is the "will" of reported speech: "said that it would sue"."""
    return verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN") and verb.i > verb.head.i


def _has_to(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("have", "need", "ought") and _to_infinitive(verb)
