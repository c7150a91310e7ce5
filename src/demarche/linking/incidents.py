"""One incident told many times: which events of different documents (or far apart in one) are the same happening.

The rule is meant to be too strict rather than too lax: a reader forgives two lines for one happening sooner than one
line for two. Two events are linked only if type, parties, date and kind of status agree, and where such events are
common (a promise, a reproach) only if their words agree too. An event without a date is never linked.

Events meet only in blocks of type, kind of status, date and party, so the work grows with the number of events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from demarche.linking.words import stems
from demarche.records import Event, Status, When, content_id

# Happenings that rarely befall the same two parties twice on one day; of the rest, the words must agree as well.
_RARE = frozenset({"CONSULT", "SANCTION", "COERCE", "ASSAULT", "RETREAT", "AID", "MOBILIZE", "PROTEST"})
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})
_FAR = 600  # code points between two tellings of one document that may be one happening
_CROWD = 40  # a vague date with more candidates than this is too vague to place

_FAMILY: dict[Status, str] = {
    "occurred": "done",
    "ongoing": "done",
    "planned": "ahead",
    "threatened": "ahead",
    "hypothetical": "ahead",
    "denied": "not",
    "not_done": "not",
}

_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Incident:
    """A happening with every event that tells it. The values are those of ``lead``, the fullest telling; ``differs``
    names the fields in which the tellings do not agree."""

    id: str
    lead: Event
    tellings: tuple[Event, ...]
    differs: tuple[str, ...]

    @property
    def date(self) -> When | None:
        """When it happened, by the fullest telling."""
        return self.lead.date


def link_events(events: Iterable[Event]) -> tuple[Incident, ...]:
    """The incidents that the events tell, in order of time; undated ones last. Any order of the events
    gives the same."""
    clusters: list[list[Event]] = []
    index: dict[_Key, list[int]] = defaultdict(list)
    for event in sorted(events, key=_precise_first):
        home = _home(event, clusters, index)
        if home is None:
            home = len(clusters)
            clusters.append([])
        clusters[home].append(event)
        for key in _keys(event, days=True, months=True):
            if home not in index[key]:
                index[key].append(home)
    return tuple(sorted((_incident(cluster) for cluster in clusters), key=_in_time))


def _precise_first(event: Event) -> tuple[bool, str, str, int, str]:
    date = event.date
    return (not _is_day(date), (date and date.lower) or "", event.document, event.span.start, event.id)


def _in_time(incident: Incident) -> tuple[bool, str, str, str, int, str]:
    date, lead = incident.date, incident.lead
    lower = date.lower or date.upper if date else None
    upper = date.upper or "9999" if date else ""
    return (lower is None, lower or "", upper, lead.document, lead.span.start, incident.id)


def _is_day(date: When | None) -> bool:
    return date is not None and date.lower is not None and date.lower == date.upper


def _month(date: When | None) -> str | None:
    """The one month that holds the whole date, or None."""
    if date is None or date.lower is None or date.upper is None or date.lower[:7] != date.upper[:7]:
        return None
    return date.lower[:7]


def _keys(event: Event, *, days: bool, months: bool) -> Iterator[_Key]:
    month = _month(event.date)
    if event.date is None or month is None:
        return
    for party in sorted({*event.actors, *event.recipients}):
        if days and _is_day(event.date):
            yield event.type, _FAMILY[event.status], event.date.lower or "", party
        if months:
            yield event.type, _FAMILY[event.status], month, party


def _home(event: Event, clusters: list[list[Event]], index: dict[_Key, list[int]]) -> int | None:
    """The cluster that the event belongs to: the one with most words in common, if any passes."""
    day = _is_day(event.date)
    found = sorted({home for key in _keys(event, days=day, months=not day) for home in index.get(key, ())})
    if not day and len(found) > _CROWD:
        return None
    fits = []
    for home in found:
        shared = [_agree(event, other) for other in clusters[home][:8]]
        if all(count is not None for count in shared):
            fits.append((max(count or 0 for count in shared), -home))
    # A vague date that suits several happenings tells none of them for sure.
    if not fits or (not day and len(fits) > 1):
        return None
    return -max(fits)[1]


def _agree(a: Event, b: Event) -> int | None:
    """How many telling words two events share, or None if they are not surely the same happening."""
    if not _parties_agree(a, b) or (a.mode and b.mode and a.mode != b.mode) or not _dates_agree(a, b):
        return None
    names = (*a.actor_names, *a.recipient_names, *b.actor_names, *b.recipient_names)
    shared = len(stems(a.span.quote, names) & stems(b.span.quote, names))
    rare = _mutual(a, b) or (a.type in _RARE and a.recipients and b.recipients)
    needed = 0 if rare else 1 if a.type != "NONE" else 2
    if a.place and b.place and a.place.casefold() != b.place.casefold():
        needed += 1
    if a.document == b.document:
        apart = max(a.span.start, b.span.start) - min(a.span.end, b.span.end)
        if apart < _FAR or a.actors != b.actors or a.recipients != b.recipients or a.mode != b.mode:
            return None
        needed = max(needed, 2)
    return shared if shared >= needed else None


def _mutual(a: Event, b: Event) -> bool:
    """Whether the same parties act together in both. A meeting has no direction; of other acts, both must say so."""
    together = a.type == "CONSULT" or (not a.recipients and not b.recipients)
    return a.type in _MUTUAL and together and {*a.actors, *a.recipients} == {*b.actors, *b.recipients}


def _parties_agree(a: Event, b: Event) -> bool:
    if _mutual(a, b):
        return True
    if a.actors and b.actors and not set(a.actors) & set(b.actors):
        return False
    if a.recipients and b.recipients:
        return bool(set(a.recipients) & set(b.recipients))
    return bool(set(a.actors) & set(b.actors))


def _dates_agree(a: Event, b: Event) -> bool:
    if a.date is None or b.date is None:
        return False
    if _is_day(a.date) and _is_day(b.date):
        return a.date.lower == b.date.lower
    if {*a.actors, *a.recipients} != {*b.actors, *b.recipients}:
        return False
    lower, upper = max(a.date.lower or "", b.date.lower or ""), min(a.date.upper or "", b.date.upper or "")
    return lower <= upper


def _incident(cluster: list[Event]) -> Incident:
    tellings = tuple(sorted(cluster, key=lambda e: (e.document, e.span.start, e.id)))
    lead = min(tellings, key=lambda e: (not _is_day(e.date), not e.actors, not e.recipients, e.speaker is not None))
    fields: dict[str, AbstractSet[object]] = {
        "date": {e.date.edtf for e in tellings if e.date},
        "status": {e.status for e in tellings},
        "mode": {e.mode for e in tellings if e.mode},
        "actors": {frozenset(e.actors) for e in tellings if e.actors},
        "recipients": {frozenset(e.recipients) for e in tellings if e.recipients},
        "place": {e.place for e in tellings if e.place},
    }
    differs = tuple(name for name, values in fields.items() if len(values) > 1)
    return Incident(content_id("incident", sorted(e.id for e in tellings)), lead, tellings, differs)
