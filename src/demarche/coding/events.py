"""Codes events: matches get status, date, place and speaker; one happening told twice is one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from demarche.annotation.factuality import Factuality, factuality
from demarche.annotation.grammar import bare, clause_words, is_finite_clause, preposition, subtree_span
from demarche.annotation.layers import DateMention, Mention, Sentence
from demarche.coding.acts import acts_below
from demarche.coding.context import Context, Party
from demarche.coding.matching import Match, match_token
from demarche.records import Event, Span, Status, When

# What is asked for, threatened, promised or refused is part of that act, no event of its own (rulings 1 and 3).
_GOVERNING = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT", "CONCEDE"})
_DENYING = frozenset({"deny", "denial"})
# A future one of these is an agreement to it.
_AGREED = frozenset({"CONSULT", "COOPERATE", "AID"})
# These are directed at somebody: with one side of the dispute acting, the other is meant unless the text says else.
_DIRECTED = frozenset({"CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "RETREAT"})
# What only the authorities of a place do there.
_SOVEREIGN = frozenset({"COERCE", "SANCTION"})
_LONGEST = 40


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """An event together with the sentence and token that it was read from, for the coders that build on events.

    A ``weak`` one names no party: it becomes a record only if another event answers it.
    """

    event: Event
    sentence: Sentence
    token: Token
    match: Match
    facts: Factuality
    weak: bool = False


def code_events(context: Context) -> list[Found]:
    """The tellings of events in order of the text.

    Tellings of one happening carry one event: the first one's, with a date or place that only another gives.
    """
    found: list[Found] = []
    for sentence in context.annotations.coded_sentences():
        if sentence.tokens.text.rstrip(' "”*').endswith("?"):
            continue  # a question tells of nothing done
        matches = [m for token in sentence.tokens if (m := match_token(context, sentence.block, token)) is not None]
        for match, denied in _not_governed(matches):
            made = _event(context, sentence, match, denied=denied)
            if made is not None:
                found.append(made)
    return _one_each(found)


def _not_governed(matches: Sequence[Match]) -> list[tuple[Match, bool]]:
    """Leaves out what stands in the complement of a demand, threat, promise or refusal, and a noun that only names the
    act of its verb."""
    heads = {m.token.i: m for m in matches}
    out = []
    for match in matches:
        at, kept, denied = match.token, True, False
        while at.head != at and kept:
            above = at.head
            governor = heads.get(above.i)
            if governor is not None:
                complement = at.dep_ in ("xcomp", "ccomp", "obj", "acl") or (
                    bare(at.dep_) in ("obl", "nmod", "advcl")
                    and (
                        preposition(at) in ("to", "for", "of", "from", "on", "with")
                        or any(c.lower_ == "to" for c in at.children)
                    )
                )
                # "Promised an inquiry, bringing to justice those …": what goes on in -ing is promised too.
                going_on = at.tag_ == "VBG" and at.dep_ == "advcl"
                complement = complement or (going_on and governor.pattern.type == "AGREE")
                same = governor.verbal and not match.verbal and governor.pattern.type == match.pattern.type
                if governor.pattern.id in _DENYING and complement and match.verbal:
                    denied = True  # what is denied is told all the same: as not having happened
                elif (governor.pattern.type in _GOVERNING and complement) or same:
                    kept = False
                elif governor.pattern.type == match.pattern.type == "ASSAULT" and (
                    at.dep_ == "acl:relcl" or at.dep_ == "conj"
                ):
                    kept = False  # "a bombing that killed 40 and wounded 100" is one attack
                elif (
                    governor.verbal
                    and not match.verbal
                    and bare(at.dep_) in ("obj", "nsubj")
                    and governor.pattern.object
                ):
                    kept = False
            if (
                at.dep_ in ("parataxis", "advcl", "acl:relcl")
                and at.pos_ == "VERB"
                and at.tag_ != "VBG"
                and not any(c.lower_ == "to" for c in at.children)
            ):
                break
            at = above
        if kept:
            out.append((match, denied))
    return out


def _event(context: Context, sentence: Sentence, match: Match, *, denied: bool) -> Found | None:
    facts = factuality(match.token)
    decided = _status(match, facts)
    if decided is None:
        return None
    type_, mode, status = decided
    status = "denied" if denied else status
    mode = mode or _mode(context, match)
    block = sentence.block
    actors, recipients = list(match.actors), list(match.recipients)
    if not recipients and actors and type_ in _DIRECTED and not (match.pattern.mutual or len(actors) > 1):
        other = context.other_side({p.code for p in actors})
        recipients = [Party(other, None)] if other else []
    if type_ == "REQUEST" and (not actors or {p.code for p in actors} == {p.code for p in recipients}):
        return None
    place = _place(context, sentence, match.token)
    if (
        not actors
        and type_ in _SOVEREIGN
        and place is not None
        and place.code not in {p.code.partition(":")[0] for p in recipients}
    ):
        # Who arrests, searches or convicts on a state's soil is that state, unless the text says else.
        actors = [Party(place.code, None)] if len(place.code) == 3 and place.code.isupper() else []
    told = match.verbal and is_finite_clause(match.token)
    weak = not actors and not recipients and type_ != "NONE" and not told
    span = _span(context, sentence, match)
    event = Event(
        document=context.document.id,
        span=span,
        type=type_,
        mode=mode,
        contexts=_contexts(context, sentence, span),
        actors=_codes(actors),
        actor_names=_names(actors),
        recipients=_codes(recipients),
        recipient_names=_names(recipients),
        date=_date(context, sentence, match.token),
        status=status,
        place=place.text if place else None,
        speaker=context.speaker(block.start + match.token.idx, block.start + match.token.idx + len(match.token.text)),
        provenance=context.provenance(f"events/{match.pattern.id}"),
    )
    return Found(event, sentence, match.token, match, facts, weak)


def _contexts(context: Context, sentence: Sentence, span: Span) -> tuple[str, ...]:
    """The codebook's contexts whose words stand among those that tell the event."""
    base = sentence.block.start
    words = {t.lemma_.lower() for t in sentence.tokens if span.start <= base + t.idx < span.end}
    return tuple(name for name, listed in sorted(context.codebook.context_words.items()) if words & listed)


def _status(match: Match, facts: Factuality) -> tuple[str, str | None, Status] | None:
    """Type, mode and status of what is told; None where nothing is told to have happened or to be due."""
    pattern = match.pattern
    if pattern.id == "obligation":
        return pattern.type, pattern.mode, "ongoing"
    if pattern.status is not None:
        return (pattern.type, pattern.mode, pattern.status) if not facts.uncertain else None
    if facts.negated:
        if pattern.due and not facts.uncertain:
            return pattern.type, pattern.mode, "not_done"
        return None
    if facts.uncertain or facts.obligation:
        return None
    if facts.future:
        if pattern.type in _AGREED:
            return "AGREE", None, "planned"
        return pattern.type, pattern.mode, "planned"
    return pattern.type, pattern.mode, "ongoing" if facts.ongoing else "occurred"


def _mode(context: Context, match: Match) -> str | None:
    """The mode of a request or refusal by what is asked: to yield, to help, to meet."""
    if match.pattern.type not in ("REQUEST", "REJECT") or not match.verbal:
        return None
    words = {t.lemma_.lower() for t in match.token.subtree if t.i > match.token.i}
    if words & {"meeting", "meet", "talks", "talk", "summit", "visit", "session", "negotiate", "negotiation"}:
        return "meet"
    if words & {
        "help",
        "aid",
        "assist",
        "assistance",
        "support",
        "mediate",
        "mediation",
        "protect",
        "protection",
        "compensation",
        "loan",
    }:
        return "assist"
    acts = acts_below(context.codebook.cues, match.token)
    return "yield" if acts and match.pattern.type == "REQUEST" else None


def _span(context: Context, sentence: Sentence, match: Match) -> Span:
    """The shortest run that carries the event: the clause of a verb, the phrase of a noun, cut at forty words."""
    block, token = sentence.block, match.token
    if match.verbal:
        words = [t for t in clause_words(token) if sentence.tokens.start <= t.i < sentence.tokens.end]
        first, last = words[0], words[-1]
        for c in token.children:
            if c.dep_ in ("xcomp", "ccomp") and c.i > token.i:
                last = max(last, subtree_span(c)[-1], key=lambda t: t.i)
    else:
        run = subtree_span(
            token, without=[c for c in token.children if c.dep_ in ("case", "mark", "acl:relcl", "appos", "conj")]
        )
        first, last = run[0], run[-1]
    first, last = _within(first, last, token)
    while first.i < token.i and (first.is_punct or first.dep_ in ("cc", "mark") or first.is_space):
        first = first.nbor(1)
    while last.i > token.i and (last.is_space or last.text in {",", ";", ":", "-", "–", "—", "."}):
        last = last.nbor(-1)
    return context.span(block, first, last)


def _within(first: Token, last: Token, token: Token) -> tuple[Token, Token]:
    if token.i - first.i > _LONGEST // 2:
        first = token.doc[token.i - _LONGEST // 2]
    if last.i - first.i > _LONGEST:
        last = token.doc[first.i + _LONGEST]
    return first, last


def _date(context: Context, sentence: Sentence, token: Token) -> When | None:
    """The date told in the event's own clause, or else in the clauses above it."""
    dates = [d for d in context.dates(sentence) if _dates_the_deed(sentence, d, token)]
    if not dates:
        return None
    base = sentence.block.start

    def inside(date: DateMention, at: Token) -> bool:
        return any(base + t.idx >= date.start and base + t.idx < date.end for t in at.subtree)

    own = {t.i for t in clause_words(token)}
    for date in dates:
        if any(date.start <= base + sentence.block.doc[i].idx < date.end for i in own):
            return date.when
    at = token
    for _ in range(6):
        here = [d for d in dates if inside(d, at)]
        if here:
            return min(here, key=lambda d: abs(d.start - base - token.idx)).when
        if at.head == at or at.dep_ in ("parataxis", "ccomp"):
            return None
        at = at.head
    return None


def _dates_the_deed(sentence: Sentence, date: DateMention, token: Token) -> bool:
    """Whether a date may tell when: not a deadline ("by 31 March"), nor the date of a thing ("the treaty of 1975")."""
    before = [t for t in sentence.tokens if sentence.block.start + t.idx < date.start][-2:]
    words = [t.lower_ for t in before]
    if not words:
        return True
    if words[-1] == "by" or words[-2:] == ["not", "before"]:
        return False
    return not (words[-1] == "of" and len(before) == 2 and before[0].pos_ in ("NOUN", "PROPN") and before[0] != token)


def _place(context: Context, sentence: Sentence, token: Token) -> Mention | None:
    """The place named in the event's own clause."""
    for t in clause_words(token):
        for mention in context.mentions(sentence.block, t):
            if mention.kind == "place" and preposition(t) in ("in", "at", "near", "off", "outside", "over", "inside"):
                return mention
    return None


def _one_each(found: Sequence[Found]) -> list[Found]:
    """Gives every telling the event of its happening."""
    firsts: list[Found] = []
    belongs: list[int] = []
    for new in found:
        twin = next((i for i, old in enumerate(firsts) if _same(old, new)), None)
        if twin is None:
            belongs.append(len(firsts))
            firsts.append(new)
            continue
        belongs.append(twin)
        old, e = firsts[twin].event, new.event
        if (old.date is None and e.date is not None) or (old.place is None and e.place is not None):
            firsts[twin] = replace(
                firsts[twin], event=replace(old, date=old.date or e.date, place=old.place or e.place)
            )
    return [
        replace(telling, event=firsts[at].event, weak=firsts[at].weak)
        for telling, at in zip(found, belongs, strict=True)
    ]


def _same(old: Found, new: Found) -> bool:
    a, b = old.event, new.event
    if a.type != b.type or a.status != b.status or old.token == new.token:
        return False
    if a.span.quote == b.span.quote:
        return True
    if a.date is not None and b.date is not None and a.date.edtf != b.date.edtf:
        return False
    same_word = old.token.lemma_ == new.token.lemma_
    same_parties = set(a.actors) == set(b.actors) and set(a.recipients) == set(b.recipients)
    # A definite noun without parties of its own points back; so does the same word about the same parties.
    definite = any(
        c.lower_ in ("the", "this", "that", "these", "those") or c.dep_ == "nmod:poss" for c in new.token.children
    )
    parted = bool(a.actors and b.actors) and not set(a.actors) & set(b.actors)
    if (
        not new.match.verbal
        and definite
        and not parted
        and b.date is None
        and (not b.recipients or not a.recipients or set(a.recipients) & set(b.recipients))
    ):
        return True
    if same_word and same_parties and (a.actors or a.recipients):
        return _overlap(old, new) > 0.5
    return False


def _overlap(old: Found, new: Found) -> float:
    """The share of the shorter telling's content words that the other has."""

    def words(f: Found) -> set[str]:
        return {w for w in f.event.span.quote.casefold().split() if len(w) > 3}

    a, b = words(old), words(new)
    return len(a & b) / max(1, min(len(a), len(b)))


def _codes(parties: Sequence[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.code for p in parties))


def _names(parties: Sequence[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.name for p in parties if p.name))
