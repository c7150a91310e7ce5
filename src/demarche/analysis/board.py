"""The demand board: what is wanted of whom, what each teller says became of it, and where they part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from demarche.analysis.case import Case
from demarche.analysis.phrases import Names, demand_title
from demarche.linking.demands import Station, Thread, link_demands
from demarche.records import DemandStatus


@dataclass(frozen=True, slots=True)
class Branch:
    """All tellers whose last word on a demand is the same status, with that last word of each."""

    status: DemandStatus
    last: tuple[Station, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One demand. ``branches`` are its present states, one a status, as told; ``parts`` if two tellers surely
    disagree."""

    thread: Thread
    title: str
    branches: tuple[Branch, ...]
    parts: bool

    def open(self) -> bool:
        """Whether nobody says that it was met or withdrawn."""
        return not any(b.status in ("met", "withdrawn") for b in self.branches)


def board(case: Case, names: Names) -> tuple[Row, ...]:
    """The demands of a case: those between its sides first, then by the number of stations."""
    demands = [demand for coding in case.codings for demand in coding.demands]
    rows = [_row(thread, names) for thread in link_demands(demands, case.by_id())]
    sides = set(case.sides)
    return tuple(
        sorted(
            rows,
            key=lambda r: (
                -len({r.thread.issuer, r.thread.addressee} & sides),
                r.thread.issuer,
                r.thread.addressee,
                -len(r.thread.history),
                r.thread.act,
                r.thread.id,
            ),
        )
    )


def _row(thread: Thread, names: Names) -> Row:
    branches: dict[DemandStatus, list[Station]] = {}
    for station in thread.outcomes():
        branches.setdefault(station.step.status, []).append(station)
    title = demand_title(thread.issuer, thread.addressee, thread.act, thread.demands[0].span.quote, names)
    return Row(thread, title, tuple(Branch(s, tuple(last)) for s, last in branches.items()), thread.parts())


def demands_json(case: Case, names: Names) -> list[dict[str, Any]]:
    """The threads for other programs, each with its history [{status, date, speaker, publisher, document, quote …}]."""
    documents = case.by_id()
    return [
        {
            "id": row.thread.id,
            "issuer": row.thread.issuer,
            "addressee": row.thread.addressee,
            "act": row.thread.act,
            "title": row.title,
            "tellings_part": row.parts,
            "now": [{"status": b.status, "as_told_by": [station.teller for station in b.last]} for b in row.branches],
            "history": [
                {
                    "status": s.step.status,
                    "date": s.step.date.edtf if s.step.date else None,
                    "speaker": s.step.speaker,
                    "publisher": s.publisher,
                    "document": documents[s.demand.document].name,
                    "document_id": s.demand.document,
                    "quote": s.step.span.quote,
                    "start": s.step.span.start,
                    "end": s.step.span.end,
                    "record": s.demand.id,
                }
                for s in row.thread.history
            ],
        }
        for row in board(case, names)
    ]
