"""Codes predictions: what somebody says will or will not be.

What one announces to do oneself is a promise, a plan or a threat, coded as an event; a prediction is about what others
do or what comes to pass. What would have been is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from demarche.annotation.grammar import bare, child, conjuncts, is_passive, subject, subtree_span
from demarche.annotation.layers import Attribution, Sentence
from demarche.annotation.speaker_words import COLLECTIVE
from demarche.coding.context import Context
from demarche.coding.events import Found
from demarche.records import Prediction, When

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "going"})
_POSSIBLE = frozenset({"may", "might", "could"})
_NEAR_FUTURE = frozenset({"even", "soon", "yet", "still", "well", "next", "by", "tomorrow", "later", "never"})
# Verbs whose content is foretold whatever its tense; the wishes and fears among the codebook's words need a "will".
_FORETELLING = frozenset({"expect", "predict", "forecast", "foresee", "anticipate", "doubt", "prophesy"})
_EXPIRING = frozenset({"expire", "lapse", "end", "begin", "start", "run", "open", "close", "resume", "take"})
_HEADS = _FORETELLING | _EXPIRING | {"go"}
_OPEN = frozenset({"if", "unless", "until", "whether", "when", "once"})
_FIRST_PERSON = frozenset({"i", "we"})
_LONGEST = 40


def code_predictions(context: Context, events: Sequence[Found]) -> list[Prediction]:
    """The predictions of a document in order of the text; promises and plans that are coded as events are none."""
    promised = {(f.sentence.index, f.token.i) for f in events if f.event.type in ("AGREE", "THREATEN", "REQUEST")}
    cued = {a.cue_start: a for a in context.annotations.attributions if a.cue_start is not None}
    out: list[Prediction] = []
    for sentence in context.annotations.coded_sentences():
        if sentence.tokens.text.rstrip(' "”').endswith("?"):
            continue
        taken: set[int] = set()
        for token in sentence.tokens:
            if token.i in taken:
                continue
            made = _foretold(context, sentence, token, cued) or _stated(context, sentence, token, promised)
            if made is not None:
                out.append(made)
                taken.update(t.i for t in token.subtree if not any(t in later.subtree for later in _later(token)))
    return sorted({p.id: p for p in out}.values(), key=lambda p: (p.span.start, p.id))


def _foretold(context: Context, sentence: Sentence, token: Token, cued: dict[int, Attribution]) -> Prediction | None:
    """ "He expects the two to shake hands": the content of a verb of foretelling that has no future verb of its own."""
    found = cued.get(sentence.block.start + token.idx)
    if found is None or token.lemma_.lower() not in _FORETELLING or found.kind == "direct":
        return None
    inner = [t for t in sentence.tokens if found.start <= sentence.block.start + t.idx < found.end]
    if not inner or any(t.dep_ == "aux" and t.lower_ in _FUTURE | _POSSIBLE | {"would"} for t in inner):
        return None
    return _make(context, sentence, found.start, found.end, found.speaker, "foretold")


def _stated(context: Context, sentence: Sentence, token: Token, promised: set[tuple[int, int]]) -> Prediction | None:
    """A clause about the future, by its own words."""
    if token.pos_ in ("PUNCT", "DET", "ADP", "CCONJ", "SCONJ", "PART", "SPACE"):
        return None
    if token.lemma_.lower() not in _HEADS and not any(c.dep_ in ("aux", "cop") for c in token.lefts):
        return None
    at = sentence.block.start + token.idx
    found = context.attribution(at, at + len(token.text))
    rule = _rule(context, sentence, token, found)
    if rule is None or _is_promise(token, sentence, promised) or _own_doing(context, sentence, token, found):
        return None
    without = [c for c in token.children if c.dep_ == "parataxis" or (c.dep_ == "mark" and c.lower_ == "that")]
    run = subtree_span(token, without=[*without, *_later(token)])
    first, last = run[0], run[-1]
    if last.i - first.i > _LONGEST:
        last = token.doc[min(first.i + _LONGEST, len(token.doc) - 1)]
    start, end = sentence.block.offsets(first, last)
    for s, e in ((found.start, found.end), *found.more) if found is not None else ():
        if s <= at < e:
            start, end = max(start, s), min(end, e)
    return _make(context, sentence, start, end, found.speaker if found else None, rule)


def _rule(context: Context, sentence: Sentence, token: Token, found: Attribution | None) -> str | None:
    """By which words the token heads a statement about the future."""
    words = {c.lower_ for c in token.children if c.dep_ in ("aux", "cop")}
    lemma = token.lemma_.lower()
    if words & _FUTURE and token.pos_ in ("VERB", "ADJ", "NOUN", "AUX", "PROPN", "PRON", "ADV", "NUM"):
        return None if "have" in words and token.tag_ == "VBN" else "future"
    if lemma == "go" and token.tag_ == "VBG" and _present(token, "aux"):
        goal = child(token, "xcomp")
        return "going-to" if goal is not None and any(c.lower_ == "to" for c in goal.children) else None
    inside = bare(token.dep_) in ("acl", "amod") or "have" in words
    if "would" in words and found is not None and found.kind != "direct" and not inside:
        return "would"
    if (rule := _by_word(context, token, found)) is not None:
        return rule
    if words & _POSSIBLE and not inside and (who := subject(token)) is not None:
        soon = any(t.lower_ in _NEAR_FUTURE for c in token.children for t in (c, *c.children))
        return "may" if soon and who.lower_ not in ("you", *_FIRST_PERSON) else None
    if lemma in _EXPIRING and token.tag_ in ("VBZ", "VBP") and found is None:
        if _horizon(context, sentence, sentence.start, sentence.end, strict=True) is not None:
            return "scheduled"
    return None


def _by_word(context: Context, token: Token, found: Attribution | None) -> str | None:
    """ "It is likely to fail", "the ship is expected to arrive", "no one expects a treaty"."""
    lemma = token.lemma_.lower()
    likely = token.pos_ == "ADJ" and lemma in context.codebook.cues.predictions.likely
    if not likely and (lemma not in _FORETELLING or token.pos_ != "VERB"):
        return None
    if any(t.dep_ == "aux" and t.lower_ in _FUTURE | {"would"} for t in token.subtree):
        return None  # the clause below tells its own future
    if likely:
        told = child(token, "csubj", "ccomp", "xcomp", "advcl", "nsubj")
        return "likely" if told is not None and _present(token, "cop") else None
    if child(token, "ccomp", "xcomp", "obj", "nsubj:pass") is None:
        return None
    if is_passive(token):
        return "expects" if _present(token, "aux:pass") or found is not None else None
    who = subject(token)
    return "expects" if who is not None and who.pos_ == "PRON" and who.lower_ not in _FIRST_PERSON else None


def _present(token: Token, dep: str) -> bool:
    return any(c.dep_ == dep and c.tag_ in ("VBZ", "VBP", "MD") for c in token.children)


def _later(token: Token) -> list[Token]:
    """Clauses coordinated with this one that tell their own future."""
    return [
        c for c in conjuncts(token)[1:] if c.head == token and any(x.lower_ in _FUTURE | {"would"} for x in c.children)
    ]


def _is_promise(token: Token, sentence: Sentence, promised: set[tuple[int, int]]) -> bool:
    """Whether the statement is the content of an act already coded: a promise, a threat, a demand, or a condition."""
    if (sentence.index, token.i) in promised:
        return True
    if any(c.dep_ == "mark" and c.lower_ in _OPEN for c in token.children):
        return True
    return token.dep_ in ("ccomp", "xcomp") and (sentence.index, token.head.i) in promised


def _own_doing(context: Context, sentence: Sentence, token: Token, found: Attribution | None) -> bool:
    """Whether somebody only tells what he or his side will do, or the publication what somebody has settled to do."""
    who = subject(token)
    if who is None or token.pos_ != "VERB" or is_passive(token):
        return who is not None and who.lower_ in _FIRST_PERSON and token.pos_ == "VERB"
    if who.lower_ in _FIRST_PERSON:
        return True
    mentions = [m for t in conjuncts(who) for m in context.mentions(sentence.block, t)]
    if who.lemma_.lower() in COLLECTIVE:
        mentions += [m for c in who.children for m in context.mentions(sentence.block, c) if c.dep_ != "nmod"]
    if found is None:
        return any(m.kind != "group" for m in mentions) and who.pos_ != "PRON"
    if found.kind != "direct" and who.pos_ == "PRON" and who.lower_ in ("he", "she", "it", "they"):
        return True
    own = {found.side, found.speaker} - {None}
    return any({m.code, m.side, m.name} & own for m in mentions) or any(
        c.dep_ == "nmod:poss" and c.lower_ in ("his", "her", "its", "their", "our", "my") for c in who.children
    )


def _make(
    context: Context, sentence: Sentence, start: int, end: int, speaker: str | None, rule: str
) -> Prediction | None:
    text = context.document.text
    while start < end and text[start] in ' "“”«»\n,':
        start += 1
    while end > start and text[end - 1] in ' "“”«»\n,;':
        end -= 1
    if len(text[start:end].split()) < 3:
        return None
    return Prediction(
        document=context.document.id,
        span=context.document.span(start, end),
        speaker=speaker,
        expects=" ".join(text[start:end].split()),
        horizon=_horizon(context, sentence, start, end),
        provenance=context.provenance(f"predictions/{rule}"),
    )


def _horizon(context: Context, sentence: Sentence, start: int, end: int, *, strict: bool = False) -> When | None:
    """The date by which it should be: one told within the statement that does not lie before publication."""
    published = context.document.published
    if strict and published is None:
        return None
    for date in context.dates(sentence):
        upper = date.when.upper or "9999"
        if (
            start <= date.start
            and date.end <= end
            and (published is None or upper > published or (upper == published and not strict))
        ):
            return date.when
    return None
