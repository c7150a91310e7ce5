"""Narrowing what was read to one case, and seeing its parties by the names that the case file gives them.

The ledger is not touched: a record seen under another party's code keeps the id that the ledger gave it, so that it can
still be shown, judged and linked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from demarche.records import Claim, Coding, Demand, Event, Record

_R = TypeVar("_R", bound=Record)


def parties(coding: Coding) -> frozenset[str]:
    """The codes of all who act, are acted on, demand, are asked or speak in a document; of citizens, their state."""
    found: set[str | None] = set()
    for event in coding.events:
        found.update(event.actors, event.recipients)
    for demand in coding.demands:
        found.update((demand.issuer, demand.addressee))
    found.update(claim.speaker_side for claim in coding.claims)
    return frozenset(code.partition(":")[0] for code in found if code)


def belongs(
    coding: Coding,
    *,
    sides: Collection[str] = (),
    period: tuple[str | None, str | None] = (None, None),
    publishers: Collection[str] = (),
) -> bool:
    """Whether a document is of a case: of one of its publishers, naming two of its sides (or the one that it has), and
    not published before it began. What a document does not tell does not exclude it."""
    document, start = coding.document, period[0]
    if publishers and document.publisher and document.publisher not in publishers:
        return False
    if start and document.published and document.published[: len(start)] < start[: len(document.published)]:
        return False
    return len(parties(coding) & set(sides)) >= min(2, len(set(sides)))


def within(coding: Coding, period: tuple[str | None, str | None]) -> Coding:
    """The coding without the events that surely lie after the period; what lies before is the case's background."""
    end = period[1]
    if not end:
        return coding
    kept = tuple(e for e in coding.events if not (e.date and e.date.lower and e.date.lower[: len(end)] > end))
    ids = {event.id for event in kept}
    linked = tuple(r for r in coding.responses if {r.event, r.in_response_to} <= ids)
    return replace(coding, events=kept, responses=linked)


def relabelled(coding: Coding, codes: Mapping[str, str]) -> Coding:
    """The coding with parties under the codes that a case gives them: ``codes`` by name, folded as `fold` does. A
    demand whose two sides are then one is left out, for nobody demands of oneself."""
    if not codes:
        return coding
    demands = tuple(_demand(demand, codes) for demand in coding.demands)
    return replace(
        coding,
        events=tuple(_event(event, codes) for event in coding.events),
        claims=tuple(_claim(claim, codes) for claim in coding.claims),
        demands=tuple(demand for demand in demands if demand.issuer != demand.addressee),
    )


def fold(name: str) -> str:
    """A name as aliases are compared: in lower case, without "the"."""
    return " ".join(name.split()).casefold().removeprefix("the ")


def _event(event: Event, codes: Mapping[str, str]) -> Event:
    actors, actor_names = _parties(event.actors, event.actor_names, codes)
    recipients, recipient_names = _parties(event.recipients, event.recipient_names, codes, without=actors)
    seen = replace(
        event, actors=actors, actor_names=actor_names, recipients=recipients, recipient_names=recipient_names
    )
    return _under_its_id(event, seen)


def _parties(
    parties: tuple[str, ...], names: tuple[str, ...], codes: Mapping[str, str], *, without: Collection[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Each party once under its new code, with the first of its names: two ships of one state are that state.

    Those ``without`` are left out. Parties that were inferred have no name; if any is, nothing tells whose the others
    are, so that all names stay.
    """
    new = [_code(party, codes) for party in parties]
    kept = [place for place, code in enumerate(new) if code not in new[:place] and code not in without]
    paired = len(names) == len(parties)
    return tuple(new[place] for place in kept), tuple(names[place] for place in kept) if paired else names


def _claim(claim: Claim, codes: Mapping[str, str]) -> Claim:
    side = claim.speaker_side or (codes.get(fold(claim.speaker)) if claim.speaker else None)
    return _under_its_id(claim, replace(claim, speaker_side=side))


def _demand(demand: Demand, codes: Mapping[str, str]) -> Demand:
    issuer, addressee = _code(demand.issuer, codes), _code(demand.addressee, codes)
    return _under_its_id(demand, replace(demand, issuer=issuer, addressee=addressee))


def _code(code: str, codes: Mapping[str, str]) -> str:
    return codes.get(fold(code), code)


def _under_its_id(record: _R, seen: _R) -> _R:
    object.__setattr__(seen, "id", record.id)
    return seen
