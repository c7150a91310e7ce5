"""Codes demands: what one side wants of another, and what the document says became of it.

Every step of a demand's life is an event read from the same document; a demand is the thread of the steps that share
issuer, addressee and act.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from demarche.annotation.grammar import bare
from demarche.coding.acts import act_of, acts_below, own_acts
from demarche.coding.context import Context
from demarche.coding.events import Found
from demarche.records import Demand, DemandStatus, DemandStep, Event

# The act that an event of this type fulfils by its own kind, by the pattern that found it.
_FULFILS = {
    ("CONCEDE", "apologise"): "apologise",
    ("CONCEDE", "make-apology"): "apologise",
    ("CONCEDE", "apology"): "apologise",
    ("CONCEDE", "admit"): "acknowledge",
    ("CONCEDE", "acknowledge"): "acknowledge",
    ("CONCEDE", "admission"): "acknowledge",
    ("AID", "compensate"): "compensate",
    ("AID", "pay"): "compensate",
    ("AID", "payment"): "compensate",
    ("SANCTION", "hold-accountable"): "punish",
    ("SANCTION", "convict"): "punish",
    ("SANCTION", "punishment"): "punish",
    ("ACCUSE", "launch-probe"): "investigate",
    ("ACCUSE", "investigate"): "investigate",
    ("RETREAT", "release"): "release",
    ("RETREAT", "release-person"): "release",
    ("RETREAT", "release-noun"): "release",
    ("RETREAT", "withdraw-forces"): "withdraw",
    ("RETREAT", "withdraw-intransitive"): "withdraw",
    ("RETREAT", "withdrawal"): "withdraw",
    ("RETREAT", "suspend-tests"): "cease",
    ("RETREAT", "let-go"): "allow",
    ("RETREAT", "reopen"): "allow",
    ("RETREAT", "lift"): "allow",
    ("RETREAT", "grant-access"): "allow",
    ("RETREAT", "open-border"): "allow",
    ("RETREAT", "give-back"): "release",
    ("AID", "receive-aid"): "compensate",
    ("SANCTION", "find-guilty"): "punish",
    ("SANCTION", "close-institution"): "close",
    ("SANCTION", "closure"): "close",
}
_PARTLY = frozenset({"partly", "partially", "some", "half", "part"})
_DROP = frozenset({"drop", "withdraw", "abandon", "renounce", "retract"})
_CLAIMS = frozenset({"demand", "claim", "request", "condition", "ultimatum"})
_OFFERS = frozenset({"propose", "proposal"})


@dataclass(frozen=True, slots=True)
class _Step:
    issuer: str
    addressee: str
    act: str
    step: DemandStep
    rule: str
    named: bool


def code_demands(context: Context, events: Sequence[Found]) -> list[Demand]:
    """The demands of a document, ordered by their first words in the text."""
    threads: dict[tuple[str, str, str], list[_Step]] = {}
    for step in _steps(context, events):
        threads.setdefault((step.issuer, step.addressee, step.act), []).append(step)
    demands = []
    for (issuer, addressee, act), steps in threads.items():
        if not any(_stands_alone(s) for s in steps):
            continue
        history = sorted({s.step for s in steps}, key=_in_time)
        asked = next((s.step for s in steps if s.step.status == "demanded"), steps[0].step)
        demands.append(
            Demand(
                document=context.document.id,
                span=asked.span,
                issuer=issuer,
                addressee=addressee,
                act=act,
                history=tuple(history),
                provenance=context.provenance(steps[0].rule),
            )
        )
    return sorted(demands, key=lambda d: (d.span.start, d.act, d.id))


def _wanting(event: Event) -> tuple[str, ...]:
    """Whose wish an act meets: the recipient's; of citizens, their state's."""
    return tuple(dict.fromkeys(code.partition(":")[0] for code in event.recipients))


def _key(found: Found) -> tuple[str, str]:
    return found.event.type, found.match.pattern.id


def _done_as_asked(found: Found, at: Mapping[tuple[int, int], Found]) -> Found | None:
    """The deed in "withdrew, as Kenya had demanded"."""
    if found.token.dep_ != "advcl" or not any(c.lower_ == "as" for c in found.token.children):
        return None
    deed = at.get((found.sentence.index, found.token.head.i))
    return deed if deed is not None and _key(deed) in _FULFILS else None


def _dropped(context: Context, found: Found, asked: Sequence[_Step]) -> _Step | None:
    """The end of a demand that its issuer gives up: "dropped its claim for compensation"."""
    if found.token.lemma_.lower() not in _DROP or not found.event.actors:
        return None
    claim = next((c for c in found.token.children if bare(c.dep_) == "obj" and c.lemma_.lower() in _CLAIMS), None)
    if claim is None:
        return None
    issuer = found.event.actors[0]
    earlier = next((s for s in reversed(asked) if s.issuer == issuer), None)
    acts = acts_below(context.codebook.cues, claim)
    others = _others(context, found.event)
    addressee = earlier.addressee if earlier else (others[0] if others else None)
    act = acts[0] if acts else (earlier.act if earlier else None)
    if addressee is None or act is None or addressee == issuer:
        return None
    return _Step(issuer, addressee, act, _step(found.event, "withdrawn"), "demands/withdrawn", True)


def _stands_alone(step: _Step) -> bool:
    """Whether a step tells by itself of a demand. What is done tells of none; a promise does if it is made to
    somebody named; to refuse an inquiry may be nobody's wish refused."""
    status = step.step.status
    return (
        status in ("demanded", "unmet", "withdrawn")
        or (status == "promised" and step.named)
        or (status == "refused" and step.act != "investigate")
    )


def _in_time(step: DemandStep) -> tuple[str, int]:
    return (step.date.lower or "" if step.date else "", step.span.start)


def _steps(context: Context, events: Sequence[Found]) -> Iterator[_Step]:
    cues = context.codebook.cues
    asked: list[_Step] = []
    at = {(f.sentence.index, f.token.i): f for f in events}
    for found in events:
        e = found.event
        if (dropped := _dropped(context, found, asked)) is not None:
            yield dropped
            continue
        done = _done_as_asked(found, at) if e.type == "REQUEST" else None
        if done is not None:
            yield from _each(e, e.actors, e.recipients or done.event.actors, _FULFILS[_key(done)], "demanded")
            continue
        if e.type == "REQUEST":
            acts = (
                own_acts(cues, found.token) if found.match.pattern.id == "obligation" else acts_below(cues, found.token)
            )
            acts = acts or own_acts(cues, found.token) or ([] if _empty(found) else ["other"])
            made = [s for act in acts for s in _each(e, e.actors, e.recipients, act, "demanded")]
            asked += made
            yield from made
            continue
        if e.type == "AGREE" and found.match.pattern.id in _OFFERS and (wanted := acts_below(cues, found.token)):
            # A proposal that the other side do something with us is a wish of ours.
            made = [s for act in wanted for s in _each(e, e.actors, e.recipients, act, "demanded")]
            asked += made
            yield from made
            continue
        for act, status in _answers(context, found):
            yield from _each(e, _wanting(e) or _others(context, e), e.actors, act, status)
        if e.type == "REJECT" and e.mode != "meet" and _object_is_demand(context, found):
            # "rejected the demand": whatever the other side had last asked of this one.
            last = next((s for s in reversed(asked) if s.addressee in e.actors), None)
            if last is not None:
                yield _Step(last.issuer, last.addressee, last.act, _step(e, "refused"), "demands/refused", True)


def _answers(context: Context, found: Found) -> Iterator[tuple[str, DemandStatus]]:
    """The acts that an event promises, performs, refuses or leaves undone."""
    cues, e = context.codebook.cues, found.event
    if e.type == "REJECT" and e.mode != "meet":
        acts = (
            ["investigate"]
            if found.match.pattern.id in ("close-probe", "probe-closed")
            else acts_below(cues, found.token)
        )
        yield from ((act, "refused") for act in acts)
        return
    if e.type == "AGREE" or (e.type == "CONCEDE" and found.match.pattern.id == "agree-to-yield"):
        yield from ((act, "promised") for act in acts_below(cues, found.token))
        return
    act = _FULFILS.get((e.type, found.match.pattern.id))
    if (
        act == "compensate"
        and not ({t.lemma_.lower() for t in found.token.subtree} & cues.acts["compensate"].nouns)
        and found.match.pattern.id == "pay"
    ):
        return
    if act is None and e.type == "AID" and e.status == "not_done":
        act = act_of(cues, found.token)
    if act is None:
        return
    if e.status == "not_done":
        yield act, "unmet"
    elif e.status in ("occurred", "ongoing"):
        words = {t.lower_ for t in found.token.subtree}
        yield act, "partly_met" if words & _PARTLY else "met"
    elif e.status == "planned":
        yield act, "promised"


def _empty(found: Found) -> bool:
    """Whether a noun names a demand without telling what is wanted: "their demand"."""
    if found.match.verbal:
        return False
    return not any(bare(c.dep_) in ("acl", "ccomp", "xcomp", "nmod") for c in found.token.children)


def _others(context: Context, event: Event) -> tuple[str, ...]:
    other = context.other_side(set(event.actors))
    return (other,) if other else ()


def _object_is_demand(context: Context, found: Found) -> bool:
    words = context.codebook.cues.responses.objects
    return any(bare(c.dep_) in ("obj", "nmod", "nsubj") and c.lemma_.lower() in words for c in found.token.children)


def _each(
    event: Event, issuers: Sequence[str], addressees: Sequence[str], act: str, status: DemandStatus
) -> Iterator[_Step]:
    """One step an addressee; the issuer is the first who is named. Citizens of a state stand for no side here."""
    for addressee in addressees:
        for issuer in issuers[:1]:
            if issuer != addressee and ":" not in issuer and ":" not in addressee:
                yield _Step(
                    issuer, addressee, act, _step(event, status), f"demands/{status}", bool(event.recipient_names)
                )


def _step(event: Event, status: DemandStatus) -> DemandStep:
    return DemandStep(status, event.date, event.speaker, event.span)
