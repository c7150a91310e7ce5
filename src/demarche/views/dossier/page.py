"""The dossier of a case as one HTML page: its sections are built as plain data here, and set by the template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from demarche.analysis.board import Row, board
from demarche.analysis.case import Case
from demarche.analysis.dates import in_words
from demarche.analysis.figures import giver, quantities
from demarche.analysis.phrases import (
    DEMAND_WORDS,
    FIGURE_WORDS,
    STATUS_WORDS,
    Names,
    capital,
    figure_words,
    listed,
    number,
)
from demarche.analysis.speakers import Speaker, matter, own_claims, predictions, speakers
from demarche.analysis.summary import summarise
from demarche.analysis.timeline import Entry, timeline
from demarche.analysis.verbs import MATTERS
from demarche.codebook import Codebook
from demarche.linking.demands import Station
from demarche.linking.figures import Quantity
from demarche.records import Claim, Record
from demarche.views.dossier.evidence import Evidence, evidence
from demarche.views.dossier.head import cited, course_told, facts, period
from demarche.views.dossier.lanes import GUTTER, WIDTH, Lane, chronology
from demarche.views.dossier.life import board_axis, demand_life
from demarche.views.dossier.publishers import copies_told, publishers_told
from demarche.views.dossier.scale import as_day, scale_of
from demarche.views.dossier.strip import strip

_BUDGET = 1_750_000  # characters of a page, of which its evidence may take what the rest leaves
_AROUND = 950  # characters that a record takes beside its evidence
_MOST_ROOM, _LEAST_ROOM = 600, 200

_VERDICTS = {
    "agree": "all give the same",
    "range": "can all be true",
    "differ": "given differently",
    "unsure": "perhaps not the same thing",
    "single": "given once",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list that opens to its evidence. ``date`` is in words, ``edtf`` as recorded; ``tags`` are small
    words; ``links`` are (record id, words) of other lines that it answers."""

    date: str
    edtf: str
    text: str
    tags: tuple[str, ...]
    tone: str
    evidence: tuple[Evidence, ...]
    links: tuple[tuple[str, str], ...] = ()
    lead: str = ""
    quoted: bool = False


def write_dossier(case: Case, codebook: Codebook) -> str:
    """The whole page as one string: styles, script and pictures are in it, and it asks nothing of the network."""
    environment = Environment(
        loader=PackageLoader("demarche.views.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("page.html.j2").render(_Builder(case, codebook).context())
    return "\n".join(line for line in (row.strip() for row in page.splitlines()) if line) + "\n"


def _asset(name: str) -> Markup:
    """A file of ours that goes into the page as it is."""
    return Markup(  # noqa: S704 - our own style and script, never anything that was read
        resources.files("demarche.views.dossier").joinpath("templates", name).read_text(encoding="utf-8")
    )


class _Builder:
    """Builds the parts of one page; remembers which records have been shown, so that every id stands once."""

    def __init__(self, case: Case, codebook: Codebook) -> None:
        self.case, self.codebook = case, codebook
        self.names = Names.from_codebook(codebook)
        self.documents = dict(case.by_id())
        self.quads = {name: type_.quad for name, type_ in codebook.event_types.items()}
        self.times = timeline(case, self.names)
        self.rows = board(case, self.names)
        self.quantities = quantities(case)
        self.shown: set[str] = set()
        shown = sum(1 for coding in case.codings for _ in coding.records())
        shown += sum(len(row.thread.history) for row in self.rows)
        self.room = max(_LEAST_ROOM, min(_MOST_ROOM, _BUDGET // max(shown, 1) - _AROUND))
        days = [day for e in self.times.dated if e.incident.date and (day := as_day(e.incident.date.lower))]
        self.scale = scale_of(case, days, GUTTER, WIDTH)

    def context(self) -> dict[str, Any]:
        """What the template is given."""
        case = self.case
        summary = summarise(case, self.times, self.rows, self.quantities, self.quads)
        return {
            "style": _asset("style.css"),
            "script": _asset("keys.js"),
            "title": case.title or listed([self.names.title(code) for code in case.sides]) or "Dossier",
            "sides": [(self.names.title(code), tone) for code, tone in zip(case.sides, "ab", strict=False)],
            "period": period(case),
            "facts": facts(case),
            "lead": cited(summary.lead),
            "course": course_told(summary.course),
            "open": [row for row in self.rows if row.open() and self._of_sides(row)][:6],
            "open_count": sum(row.open() for row in self.rows),
            "parting": [row for row in self.rows if row.parts],
            "differing": [q for q in self.quantities if q.verdict == "differ"],
            "agreeing": [(q, figure_words(q.figures[0])) for q in self.quantities if q.verdict == "agree"][:6],
            "picture": self._picture(),
            "years": self._years(),
            "undated": [self._event_line(e) for e in self.times.undated],
            "count": len(self.times.entries()),
            "axis": board_axis(self.scale),
            "board": [self._demand(row) for row in self.rows],
            "demand_words": DEMAND_WORDS,
            "gathered": [self._quantity(q) for q in self._gathered()],
            "once": [self._quantity(q) for q in self.quantities if len(q.figures) == 1],
            "speakers": [self._speaker(s) for s in speakers(case)],
            "own": self._own(),
            "predictions": self._predictions(),
            "publishers": publishers_told(case, self.names),
            "failures": case.failures,
            "copies": copies_told(case),
            "versions": case.versions,
            "read": in_words(case.read_at[:10]) if case.read_at else None,
            "codebook": f"{self.codebook.name} {self.codebook.version}",
            "digest": self.codebook.digest,
            "teller": self.names.title,
        }

    def _of_sides(self, row: Row) -> bool:
        return {row.thread.issuer, row.thread.addressee} <= set(self.case.sides)

    # -- evidence

    def _evidence(
        self, record: Record, *, speaker: str | None, note: str = "", station: Station | None = None
    ) -> Evidence:
        span = station.step.span if station else record.span
        anchor = None if record.id in self.shown else record.id
        self.shown.add(record.id)
        document = self.documents[record.document]
        name = self.names.of(speaker) if speaker else None
        return evidence(document, span, record.provenance, anchor=anchor, speaker=name, room=self.room, note=note)

    # -- chronology

    def _tone(self, codes: Iterable[str]) -> str:
        sides = {code.partition(":")[0] for code in codes} & set(self.case.sides)
        tones = dict(zip(self.case.sides, "ab", strict=False))
        return tones.get(next(iter(sides)), "o") if len(sides) == 1 else "m" if sides else "o"

    def _picture(self) -> Markup | None:
        if self.scale is None or not self.times.dated:
            return None
        groups: dict[str, list[Entry]] = {tone: [] for tone in "ambo"}
        for entry in self.times.dated:
            groups[self._tone(entry.incident.lead.actors)].append(entry)
        sides = [self.names.title(code) for code in self.case.sides]
        labels = {"a": f"{sides[0]} acts" if sides else "", "b": f"{sides[1]} acts" if len(sides) > 1 else ""}
        labels |= {"m": "Both together", "o": "Others, or no actor named"}
        lanes = [Lane(labels[tone], tone, tuple(found)) for tone, found in groups.items() if found]
        published = sorted({d for doc in self.case.documents if (d := as_day(doc.published))})
        return chronology(lanes, self.scale, self.quads, published)

    def _years(self) -> list[tuple[str, list[Line]]]:
        years: dict[str, list[Line]] = {}
        for entry in self.times.dated:
            when = entry.incident.date
            year = ((when.lower or when.upper or "") if when else "")[:4] or "Of uncertain year"
            years.setdefault(year, []).append(self._event_line(entry))
        return list(years.items())

    def _event_line(self, entry: Entry) -> Line:
        lead = entry.incident.lead
        tags = [] if lead.type == "NONE" else [lead.type.lower()]
        if lead.status != "occurred":
            tags.append(STATUS_WORDS[lead.status])
        tags += [f"tellings differ in {listed(entry.incident.differs)}"] if entry.incident.differs else []
        if len(entry.incident.tellings) > 1:
            tags.append(f"{len(entry.incident.tellings)} tellings")
        tags.append(listed(list(dict.fromkeys(self._printed(e.document) for e in entry.incident.tellings))))
        by_id = {e.incident.id: e for e in self.times.entries()}
        links = tuple((by_id[i].incident.lead.id, by_id[i].sentence) for i in entry.answers if i in by_id)
        told = [lead, *(e for e in entry.incident.tellings if e is not lead)]
        shown = tuple(
            self._evidence(e, speaker=e.speaker, note=self._named(e.actor_names, e.recipient_names)) for e in told
        )
        return Line(
            date=in_words(lead.date.edtf) if lead.date else "no date",
            edtf=lead.date.edtf if lead.date else "",
            text=entry.sentence,
            tags=tuple(tags),
            tone=f"{self._tone(lead.actors)}{' pale' if entry.background else ''}",
            evidence=shown,
            links=links,
        )

    def _printed(self, document: str) -> str:
        return self.documents[document].publisher or self.documents[document].name

    def _named(self, actors: Sequence[str], recipients: Sequence[str]) -> str:
        named = listed([f"“{name}”" for name in dict.fromkeys((*actors, *recipients))]) if actors or recipients else ""
        return f"parties as named: {named}" if named else ""

    # -- demands

    def _demand(self, row: Row) -> dict[str, Any]:
        told = [
            (DEMAND_WORDS[b.status], b.status, listed([self.names.title(s.teller) for s in b.last]))
            for b in row.branches
        ]
        heights = [max(32, 20 * (1 + (len(words) + len(who)) // 32) + 8) for words, _, who in told]
        return {
            "title": row.title,
            "parts": row.parts,
            "picture": demand_life(row, self.scale, heights),
            "now": [(*now, height) for now, height in zip(told, heights, strict=True)],
            "history": [self._station(station) for station in row.thread.history],
            "anchor": f"d-{row.thread.id}",
        }

    def _station(self, station: Station) -> Line:
        step, published = station.step, self.documents[station.demand.document].published
        return Line(
            date=in_words(step.date.edtf) if step.date else f"told {in_words(published)}" if published else "no date",
            edtf=step.date.edtf if step.date else "",
            text=f"{capital(DEMAND_WORDS[step.status])}, as told by {self.names.of(station.teller)}",
            tags=(),
            tone=step.status,
            evidence=(self._evidence(station.demand, speaker=step.speaker, station=station),),
        )

    # -- figures

    def _gathered(self) -> list[Quantity]:
        rank = {"differ": 0, "unsure": 1, "range": 2, "agree": 3}
        return sorted((q for q in self.quantities if len(q.figures) > 1), key=lambda q: rank[q.verdict])

    def _quantity(self, quantity: Quantity) -> dict[str, Any]:
        bounds = []
        for figure in quantity.figures:
            low = figure.low if figure.low is not None else figure.value
            high = figure.high if figure.high is not None else figure.value
            ends = [end for end in (low, high) if end is not None]
            if ends:
                bounds.append((min(ends), max(ends), number(min(ends))))
        return {
            "about": capital(quantity.about or quantity.kind),
            "kind": FIGURE_WORDS.get(quantity.kind, quantity.kind),
            "verdict": _VERDICTS[quantity.verdict],
            "code": quantity.verdict,
            "picture": strip(bounds) if len(set(bounds)) > 1 else None,
            "lines": [
                Line(
                    date=figure_words(figure),
                    edtf="",
                    text=self.names.title(giver(figure, self.documents)),
                    tags=(),
                    tone="",
                    evidence=(self._evidence(figure, speaker=figure.speaker),),
                )
                for figure in quantity.figures
            ],
            "anchor": f"q-{quantity.id}",
        }

    # -- words

    def _claim(self, claim: Claim) -> Line:
        words = claim.span.quote.split()
        text = " ".join(words[:40]) + (" …" if len(words) > 40 else "")
        direct = claim.kind == "direct"
        cue = f" (“{claim.cue}”)" if claim.cue else ""
        return Line(
            date="",
            edtf="",
            text=text.strip('"“”«»„') if direct else text,
            tags=() if claim.certainty == "asserted" else (claim.certainty,),
            tone=claim.kind,
            lead="in own words"
            if direct
            else f"partly in own words{cue}"
            if claim.kind == "mixed"
            else f"reported{cue}",
            evidence=(self._evidence(claim, speaker=claim.speaker),),
            quoted=direct,
        )

    def _speaker(self, speaker: Speaker) -> dict[str, Any]:
        groups: dict[str, list[Line]] = {}
        for claim in speaker.claims:
            groups.setdefault(MATTERS.get(matter(claim) or "", "Other matters"), []).append(self._claim(claim))
        ordered = sorted(groups.items(), key=lambda item: (item[0] == "Other matters", -len(item[1]), item[0]))
        many = len(speaker.claims)
        counts = f"{many} statement{'s' * (many != 1)}"
        if speaker.direct():
            counts += f", {speaker.direct()} in own words"
        side = self.names.title(speaker.side) if speaker.side else None
        return {
            "name": capital(self.names.title(speaker.name)),
            "role": ", ".join(part for part in (speaker.role, side) if part),
            "counts": counts,
            "told": listed(speaker.publishers),
            "groups": ordered,
        }

    def _own(self) -> list[tuple[str, list[Line]]]:
        groups: dict[str, list[Line]] = {}
        for claim in own_claims(self.case):
            document = self.documents[claim.document]
            groups.setdefault(document.publisher or document.name, []).append(self._claim(claim))
        return sorted(groups.items())

    def _predictions(self) -> list[Line]:
        found = []
        for p in predictions(self.case):
            document = self.documents[p.document]
            who = self.names.title(p.speaker) if p.speaker else document.publisher or document.name
            found.append(
                Line(
                    date=in_words(p.horizon.edtf) if p.horizon else "no horizon",
                    edtf=p.horizon.edtf if p.horizon else "",
                    text=p.expects,
                    tags=(f"told {in_words(document.published)}",) if document.published else (),
                    tone="",
                    lead=f"{capital(who)} expects:",
                    evidence=(self._evidence(p, speaker=p.speaker),),
                )
            )
        return found
