"""The chronology of a case: its incidents in order of time, each as a plain sentence with all its tellings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from demarche.analysis.case import Case
from demarche.analysis.phrases import Names, event_sentence
from demarche.linking.incidents import Incident, link_events
from demarche.records import Document, Event, Response


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the chronology. ``speakers`` is empty as soon as one publisher reports it as its own; ``answers``
    are the ids of the incidents that a text says it answers; ``background`` if it lies before the case's period."""

    incident: Incident
    sentence: str
    speakers: tuple[str, ...]
    answers: tuple[str, ...]
    background: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """All entries: dated ones in order of time, then those without a date in order of the documents."""

    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]

    def entries(self) -> tuple[Entry, ...]:
        """Dated and undated ones in one row."""
        return self.dated + self.undated


def timeline(case: Case, names: Names) -> Timeline:
    """The chronology of all events of a case."""
    events = [event for coding in case.codings for event in coding.events]
    incidents = link_events(events)
    acts = _acts_by_event(case)
    answers = _answers(incidents, [r for coding in case.codings for r in coding.responses])
    start = case.period[0]
    entries = [_entry(incident, names, acts, answers, start) for incident in incidents]
    order = {document.id: place for place, document in enumerate(case.documents)}
    undated = [e for e in entries if e.incident.date is None]
    undated.sort(key=lambda e: (order.get(e.incident.lead.document, len(order)), e.incident.lead.span.start))
    return Timeline(tuple(e for e in entries if e.incident.date is not None), tuple(undated))


def told_by(tellings: tuple[Event, ...]) -> tuple[str, ...]:
    """The speakers to whom all tellings attribute an incident; none if a publication tells it as its own."""
    if any(event.speaker is None for event in tellings):
        return ()
    return tuple(dict.fromkeys(event.speaker for event in tellings if event.speaker))


def _entry(
    incident: Incident,
    names: Names,
    acts: dict[str, tuple[str, ...]],
    answers: dict[str, tuple[str, ...]],
    start: str | None,
) -> Entry:
    about = tuple(dict.fromkeys(act for event in incident.tellings for act in acts.get(event.id, ())))
    speakers = told_by(incident.tellings)
    upper = incident.date.upper if incident.date else None
    background = bool(start and upper and upper < start)
    sentence = event_sentence(incident.lead, names, about, speakers)
    return Entry(incident, sentence, speakers, answers.get(incident.id, ()), background)


def _acts_by_event(case: Case) -> dict[str, tuple[str, ...]]:
    """The acts of demand that events are about: those of demands, and their statuses, told in the same words."""
    found: dict[str, list[str]] = defaultdict(list)
    for coding in case.codings:
        spans = [(s.span.start, s.span.end, d) for d in coding.demands for s in d.history]
        for event in coding.events:
            if event.type not in ("REQUEST", "AGREE", "CONCEDE", "REJECT", "AID"):
                continue
            parties = {*event.actors, *event.recipients}
            for start, end, demand in spans:
                same_words = start < event.span.end and event.span.start < end
                if (
                    same_words
                    and demand.act not in ("other", *found[event.id])
                    and {demand.issuer, demand.addressee} & parties
                ):
                    found[event.id].append(demand.act)
    return {key: tuple(acts) for key, acts in found.items()}


def _answers(incidents: tuple[Incident, ...], responses: list[Response]) -> dict[str, tuple[str, ...]]:
    home = {event.id: incident.id for incident in incidents for event in incident.tellings}
    found: dict[str, list[str]] = defaultdict(list)
    for response in responses:
        later, earlier = home.get(response.event), home.get(response.in_response_to)
        if later and earlier and later != earlier and earlier not in found[later]:
            found[later].append(earlier)
    return {key: tuple(ids) for key, ids in found.items()}


def timeline_json(case: Case, names: Names) -> list[dict[str, Any]]:
    """The incidents for other programs, each with its values and its tellings (document, offsets, quote, record)."""
    documents = case.by_id()
    return [
        {
            "id": entry.incident.id,
            "date": entry.incident.date.edtf if entry.incident.date else None,
            "type": entry.incident.lead.type,
            "mode": entry.incident.lead.mode,
            "status": entry.incident.lead.status,
            "actors": list(entry.incident.lead.actors),
            "recipients": list(entry.incident.lead.recipients),
            "place": entry.incident.lead.place,
            "speakers": list(entry.speakers),
            "sentence": entry.sentence,
            "differs": list(entry.incident.differs),
            "in_response_to": list(entry.answers),
            "tellings": [_telling(event, documents[event.document]) for event in entry.incident.tellings],
        }
        for entry in timeline(case, names).entries()
    ]


def _telling(event: Event, document: Document) -> dict[str, Any]:
    return {
        "document": document.name,
        "document_id": document.id,
        "publisher": document.publisher,
        "start": event.span.start,
        "end": event.span.end,
        "quote": event.span.quote,
        "record": event.id,
        "speaker": event.speaker,
        "status": event.status,
        "date": event.date.edtf if event.date else None,
    }
