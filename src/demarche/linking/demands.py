"""One demand through time: what several documents say became of it, each teller kept apart.

Nothing is averaged: a demand has as many present states as it has tellers, and a reader sees them side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from demarche.linking.words import stems
from demarche.records import Demand, DemandStatus, DemandStep, Document, content_id

# How far a status is from fulfilment. A later telling that stands lower contradicts an earlier "met".
_RANK: dict[DemandStatus, int] = {"refused": 0, "unmet": 0, "demanded": 0, "promised": 1, "partly_met": 2, "met": 3}


@dataclass(frozen=True, slots=True)
class Station:
    """One status of a demand in one document. ``teller`` is the speaker, or else the publisher; ``day`` (ISO) the day
    by which it is placed in time: its own first day, or, if the text gives none, the day of publication."""

    demand: Demand
    step: DemandStep
    teller: str
    publisher: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class Thread:
    """The demand of an issuer upon an addressee for one act, over all documents; ``history`` in order of time."""

    id: str
    issuer: str
    addressee: str
    act: str
    demands: tuple[Demand, ...]
    history: tuple[Station, ...]

    def last_words(self) -> tuple[Station, ...]:
        """What each teller said last of it, in order of time."""
        last: dict[str, Station] = {}
        for station in self.history:
            last.pop(station.teller, None)
            last[station.teller] = station
        return tuple(last.values())

    def outcomes(self) -> tuple[Station, ...]:
        """The last words that tell an outcome; those that only repeat the demand if there are no others."""
        words = self.last_words()
        return tuple(s for s in words if s.step.status != "demanded") or words

    def parts(self) -> bool:
        """Whether two tellers surely disagree: one says (partly) met, another, no earlier, says less."""
        words = [s for s in self.outcomes() if s.step.status in _RANK and s.step.status != "demanded"]
        return any(
            a.teller != b.teller
            and a.step.status in ("met", "partly_met")
            and _RANK[a.step.status] > _RANK[b.step.status]
            and (a.day or "") <= (b.day or "9999")
            for a in words
            for b in words
        )


def link_demands(demands: Iterable[Demand], documents: Mapping[str, Document]) -> tuple[Thread, ...]:
    """Threads of demands with the same issuer, addressee and act, ordered by their first station.

    Two demands of one document stay two threads. Demands for something `other` are linked only if three telling words
    of their quotes agree, since that name covers anything.
    """
    groups: dict[tuple[str, str, str], list[list[Demand]]] = defaultdict(list)
    for demand in sorted(
        demands, key=lambda d: (_published(documents.get(d.document)), d.document, d.span.start, d.id)
    ):
        threads = groups[demand.issuer, demand.addressee, demand.act]
        home = _home(demand, threads)
        if home is None:
            threads.append([demand])
        else:
            home.append(demand)
    linked = [_thread(key, members, documents) for key, group in groups.items() for members in group]
    return tuple(sorted(linked, key=lambda t: (t.history[0].day or "9999" if t.history else "9999", t.id)))


def _home(demand: Demand, threads: list[list[Demand]]) -> list[Demand] | None:
    best: tuple[int, int] | None = None
    words = stems(demand.span.quote)
    for place, members in enumerate(threads):
        if any(other.document == demand.document for other in members):
            continue
        shared = max(len(words & stems(other.span.quote)) for other in members)
        if demand.act == "other" and shared < 3:
            continue
        if best is None or shared > best[0]:
            best = (shared, place)
    return None if best is None else threads[best[1]]


def _published(document: Document | None) -> str:
    return document.published or "9999" if document else "9999"


def _thread(key: tuple[str, str, str], members: list[Demand], documents: Mapping[str, Document]) -> Thread:
    history = [station for demand in members for station in _stations(demand, documents.get(demand.document))]
    history.sort(key=lambda s: s.day or "9999")  # stable: the order within a document is kept where days are equal
    return Thread(content_id("thread", sorted(d.id for d in members)), *key, tuple(members), tuple(history))


def _stations(demand: Demand, document: Document | None) -> list[Station]:
    publisher = document.publisher if document else None
    published = document.published if document else None
    own = publisher or (document.name if document else demand.document)
    dated = [step.date.lower or step.date.upper for step in demand.history if step.date]
    first = min((day for day in dated if day), default=published)
    stations = []
    for step in demand.history:
        day = (step.date.lower or step.date.upper) if step.date else None
        # What a text tells without a date held when it was published; the demand itself came before all else.
        if day is None:
            day = first if step.status == "demanded" else published
        stations.append(Station(demand, step, step.speaker or own, publisher, day))
    return stations
