"""One record with all that hangs on it: its words in their paragraph, its history, its links, and what made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from demarche.analysis.case import Case
from demarche.analysis.phrases import Names, demand_title, event_sentence
from demarche.codebook import Codebook
from demarche.ledger import Judgement, Links, View
from demarche.linking.demands import link_demands
from demarche.linking.incidents import link_events
from demarche.records import Demand, Document, Event, Record, RecordKind, kind_of, to_plain
from demarche.views.dossier.evidence import window

_ROOM = 700  # code points of the paragraph that are shown at most


@dataclass(frozen=True, slots=True)
class Shown:
    """A record for showing. ``context`` is the text before, the record's words, and the text after; ``elsewhere`` are
    records of other documents that tell the same incident or the same demand."""

    record: Record
    kind: RecordKind
    heading: str
    document: Document
    context: tuple[str, str, str]
    links: Links
    elsewhere: tuple[Record, ...]
    judgements: tuple[Judgement, ...]
    names: dict[str, str]

    def plain(self) -> dict[str, Any]:
        """The same for other programs."""
        about = ("id", "name", "publisher", "title", "published", "url")
        before, words, after = self.context
        return {
            "kind": self.kind,
            "heading": self.heading,
            "record": to_plain(self.record),
            "document": {field: getattr(self.document, field) for field in about},
            "context": {"before": before, "quote": words, "after": after},
            "links": to_plain(self.links),
            "elsewhere": [self._brief(record) for record in self.elsewhere],
            "judgements": to_plain(self.judgements),
        }

    def sections(self) -> Iterator[tuple[str, list[str]]]:
        """The parts below the words, each a title and its lines."""
        skipped = {"id", "document", "span", "provenance", "history"}
        fields = [(k, v) for k, v in to_plain(self.record).items() if k not in skipped and v not in (None, [])]
        yield f"The {self.kind}", [f"{name.replace('_', ' ')}: {_value(value)}" for name, value in fields]
        if isinstance(self.record, Demand):
            yield (
                "Its history here",
                [
                    f"{step.date.edtf if step.date else 'no date'}  {step.status.replace('_', ' ')}"
                    f" ({step.speaker or self.document.publisher or self.document.name}): “{step.span.quote}”"
                    for step in self.record.history
                ],
            )
        linked = [
            (words, record)
            for words, records in (
                ("answers, as a response", self.links.answers),
                ("is answered, by a response", self.links.answered_by),
                ("links", self.links.events),
                ("in the same words, a demand", self.links.demands),
                ("in the same words", self.links.same_words),
            )
            for record in records
        ]
        if linked:
            yield "In this document", [f"{words}: {self._line(record)}" for words, record in linked]
        if self.elsewhere:
            yield "Told elsewhere too", [f"{self.names[r.document]}: {self._line(r)}" for r in self.elsewhere]
        made = self.record.provenance
        sure = "" if made.confidence is None else f", {made.confidence:.0%} sure"
        yield (
            "Made by",
            [
                f"rule {made.rule}{sure}",
                f"coder {made.coder} {made.coder_version}, codebook {made.codebook} {made.codebook_version}",
            ],
        )
        if self.judgements:
            yield "Judgements", [f"{j.at[:10]} {j.by}: {j.kind} ({j.why})" for j in self.judgements]

    def _brief(self, record: Record) -> dict[str, Any]:
        span = to_plain(record.span)
        return {"id": record.id, "kind": kind_of(record), "document": self.names[record.document], **span}

    def _line(self, record: Record) -> str:
        return f"{kind_of(record)} {record.id[:10]} “{record.span.quote}”"


def show_record(view: View, case: Case, codebook: Codebook, id: str) -> Shown:
    """All about the record whose id begins so.

    Raises:
        RequestError: if there is none, or more than one.
    """
    record = view.record(id)
    document = view.document(record.document)
    (first, cut_before), (last, cut_after) = window(document.text, record.span.start, record.span.end, _ROOM)
    before = ("… " if cut_before else "") + document.text[first : record.span.start]
    after = document.text[record.span.end : last] + (" …" if cut_after else "")
    elsewhere = _elsewhere(record, case)
    names = {d.id: d.name for d in case.documents} | {document.id: document.name}
    return Shown(
        record=record,
        kind=kind_of(record),
        heading=_heading(record, Names.from_codebook(codebook)),
        document=document,
        context=(before, record.span.quote, after),
        links=view.links(record.id),
        elsewhere=elsewhere,
        judgements=tuple(view.judgements(record.id)),
        names=names,
    )


def show_document(view: View, id: str) -> dict[str, Any]:
    """A document with its text and how many records of each kind it has.

    Raises:
        RequestError: if no document's id begins so, or more than one.
    """
    coding = view.coding(id)
    kinds = ("events", "claims", "demands", "figures", "predictions", "responses", "uncoded")
    described: dict[str, Any] = to_plain(coding.document)
    return described | {"records": {kind: len(getattr(coding, kind)) for kind in kinds}}


def _elsewhere(record: Record, case: Case) -> tuple[Record, ...]:
    together: list[tuple[Record, ...]] = []
    if isinstance(record, Event):
        together = [i.tellings for i in link_events(e for c in case.codings for e in c.events)]
    elif isinstance(record, Demand):
        together = [t.demands for t in link_demands((d for c in case.codings for d in c.demands), case.by_id())]
    return tuple(r for group in together if record.id in {r.id for r in group} for r in group if r.id != record.id)


def _heading(record: Record, names: Names) -> str:
    if isinstance(record, Event):
        return event_sentence(record, names, (), (record.speaker,) if record.speaker else ())
    if isinstance(record, Demand):
        return demand_title(record.issuer, record.addressee, record.act, record.span.quote, names)
    return f"{kind_of(record).capitalize()} by {getattr(record, 'speaker', None) or 'the publication itself'}"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value['edtf']} ({value['basis']})" if "edtf" in value else str(value)
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)
