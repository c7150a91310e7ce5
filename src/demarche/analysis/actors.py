"""Who acts: the parties of a case with what they do, what is done to them, and what they demand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from demarche.analysis.case import Case
from demarche.analysis.phrases import Names
from demarche.linking.incidents import Incident, link_events


@dataclass(slots=True)
class _Count:
    acts: Counter[int] = field(default_factory=Counter)
    acted_on: Counter[int] = field(default_factory=Counter)
    demands: int = 0
    asked: int = 0
    claims: int = 0
    names: Counter[str] = field(default_factory=Counter)


def actors_json(case: Case, names: Names, quads: Mapping[str, int | None]) -> list[dict[str, Any]]:
    """The parties, those with most incidents first.

    Of each: its code and readable name, in how many incidents it acts and is acted on, by quad class (``"0"``: none),
    how many demands it makes and meets with, how many claims speak for it, and the names that the texts use.
    """
    counts: dict[str, _Count] = defaultdict(_Count)
    for incident in link_events(event for coding in case.codings for event in coding.events):
        quad = quads.get(incident.lead.type) or 0
        for code in _all(incident, "actors"):
            counts[code].acts[quad] += 1
        for code in _all(incident, "recipients"):
            counts[code].acted_on[quad] += 1
    for coding in case.codings:
        for event in coding.events:
            for codes, called in ((event.actors, event.actor_names), (event.recipients, event.recipient_names)):
                if len(codes) == len(called):  # inferred parties have no name: then it is open whose the others are
                    for code, name in zip(codes, called, strict=True):
                        counts[code].names[name] += 1
        for demand in coding.demands:
            counts[demand.issuer].demands += 1
            counts[demand.addressee].asked += 1
        for claim in coding.claims:
            if claim.speaker_side:
                counts[claim.speaker_side].claims += 1
    return [
        {
            "actor": code,
            "name": names.title(code),
            "acts": count.acts.total(),
            "acts_by_quad": _by_quad(count.acts),
            "acted_on": count.acted_on.total(),
            "acted_on_by_quad": _by_quad(count.acted_on),
            "demands_made": count.demands,
            "demands_met_with": count.asked,
            "claims": count.claims,
            "names": [name for name, _ in sorted(count.names.items(), key=lambda item: (-item[1], item[0]))],
        }
        for code, count in sorted(counts.items(), key=_most_first)
    ]


def _all(incident: Incident, side: str) -> Iterable[str]:
    return sorted({code for event in incident.tellings for code in getattr(event, side)})


def _by_quad(count: Counter[int]) -> dict[str, int]:
    return {str(quad): number for quad, number in sorted(count.items())}


def _most_first(item: tuple[str, _Count]) -> tuple[int, int, str]:
    code, count = item
    return -(count.acts.total() + count.acted_on.total()), -(count.demands + count.asked + count.claims), code
