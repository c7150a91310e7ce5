"""One sample article's way through the house, with the real values at each step; `refresh.py walk` writes it down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

ARTICLE = "lantern-1975-12-13.txt"
AT = "2026-01-31T12:00:00Z"

HEAD = """# A walk through the house

This page is made by `python docs/refresh.py walk`: it follows one article of the sample from the file to the dossier,
and shows the values that the program really has at each step. The words to the right of each heading name the layer.

"""


def walk(folder: Path, scratch: Path) -> str:
    """The page."""
    return HEAD + "\n".join(_steps(folder, scratch)) + "\n"


def _steps(folder: Path, scratch: Path) -> Iterator[str]:
    from demarche.coding.code import code_document
    from demarche.ledger import Ledger
    from demarche.linking.incidents import link_events
    from demarche.pipeline import Coder, run_pipeline
    from demarche.records import Event
    from demarche.sources import Reading, find_inputs, read_inputs
    from demarche.views.settings import load_settings

    (reading,) = read_inputs(find_inputs([str(folder / ARTICLE)]))
    assert isinstance(reading, Reading)
    yield from _document(reading)

    coder = Coder(load_settings().model)
    annotations = coder.annotator.annotate(reading.document)
    coding = code_document(annotations, coder.codebook)
    with Ledger.open(scratch / "walk.db") as ledger:
        report = run_pipeline(ledger, find_inputs([str(folder)]), coder=coder, at=AT)
        view = ledger.view()
        incidents = link_events(r for r in view.records("event") if isinstance(r, Event))
        event = _telling_event(coding, incidents, set(coder.codebook.states))
        sentence = next(s for s in annotations.sentences if s.start <= event.span.start < s.end)
        yield from _annotation(annotations, sentence, reading.document)
        yield from _coding(coding, sentence)
        yield from _ledger(report, view, event)
        yield from _linking(incidents, event, {d.id: d for d in view.documents()}, coder.codebook)


def _telling_event(coding: Any, incidents: Any, states: Any) -> Any:
    """The event to follow: told by other documents too if there is such a one, then one between states, with a date."""
    told = {e.id: len({t.document for t in i.tellings}) for i in incidents for e in i.tellings}

    def worth(event: Any) -> tuple[Any, ...]:
        between = bool({*event.actors} & states) + bool({*event.recipients} & states)
        return told.get(event.id, 0), between, event.date is not None, event.type != "NONE", -event.span.start

    return max(coding.events, key=worth)


def _document(reading: Any) -> Iterator[str]:
    document = reading.document
    yield f"## 1. The file becomes a document · `sources`\n\n`{ARTICLE}` has {len(reading.raw):,} bytes. It begins:\n"
    yield "```text\n" + "\n".join(document.text.splitlines()[:12]) + "\n```\n"
    yield "What the article says of itself is taken from its head; its text stays as it is.\n"
    rows = [(name, getattr(document, name)) for name in ("id", "publisher", "title", "author", "published", "language")]
    yield _table(("field", "value"), [(f"`{name}`", value) for name, value in rows])
    yield f"{len(document.furniture)} stretches are no part of the article, and yield no record:\n"
    stretches = [
        (s.reason, f"{s.start}–{s.end}", _short(document.text[s.start : s.end], 70)) for s in document.furniture
    ]
    yield _table(("reason", "characters", "words"), stretches)


def _annotation(annotations: Any, sentence: Any, document: Any) -> Iterator[str]:
    text = document.text[sentence.start : sentence.end]
    kinds: dict[str, int] = {}
    for block in annotations.blocks:
        kinds[block.kind] = kinds.get(block.kind, 0) + 1
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    yield "## 2. The document is annotated · `annotation`\n"
    sentences = len(annotations.sentences)
    yield f"{len(annotations.blocks)} blocks ({told}) hold {sentences} sentences. We follow this one:\n"
    yield f"> {' '.join(text.split())}\n"
    yield "Each word gets its lemma, its part of speech, its relation and its head:\n"
    words = [(t.text, t.lemma_, t.pos_, t.dep_, t.head.text) for t in sentence.tokens if not t.is_space]
    yield _table(("word", "lemma", "part of speech", "relation", "head"), words)

    def inside(item: Any) -> bool:
        return bool(sentence.start <= item.start and item.end <= sentence.end)

    mentions = [(m.text, m.kind, m.code, m.basis) for m in annotations.mentions if inside(m)]
    yield "Names are resolved to codes:\n\n" + _table(("words", "kind", "code", "basis"), mentions)
    dates = [(d.text, d.when.edtf, d.when.lower, d.when.upper, d.when.basis) for d in annotations.dates if inside(d)]
    yield "Dates:\n\n" + _table(("words", "EDTF", "first day", "last day", "basis"), dates)
    numbers = [(q.text, q.value, q.low, q.high, q.unit) for q in annotations.quantities if inside(q)]
    yield "Quantities:\n\n" + _table(("words", "value", "low", "high", "unit"), numbers)
    said = [
        (a.speaker, a.cue, a.kind, a.certainty, _short(document.text[a.start : a.end], 60))
        for a in annotations.attributions
    ]
    yield f"The article attributes words to others {len(said)} times; the first three:\n"
    yield _table(("speaker", "reporting word", "kind", "certainty", "words"), said[:3])


def _coding(coding: Any, sentence: Any) -> Iterator[str]:
    from demarche.records import kind_of, to_plain

    counts: dict[str, int] = {}
    for record in coding.records():
        counts[kind_of(record)] = counts.get(kind_of(record), 0) + 1
    yield "## 3. Annotations become records · `coding`\n"
    yield (
        "Records by kind: " + ", ".join(f"{kind} {count}" for kind, count in counts.items()) + ". From our sentence:\n"
    )
    for record in coding.records():
        if sentence.start <= record.span.start < sentence.end:
            plain = {k: v for k, v in to_plain(record).items() if v not in (None, []) and k != "document"}
            plain["span"] = f"{record.span.start}–{record.span.end}: {record.span.quote}"
            plain["provenance"] = record.provenance.rule
            for name in ("date", "horizon"):
                if name in plain:
                    plain[name] = f"{plain[name]['edtf']} ({plain[name]['basis']})"
            if "history" in plain:
                plain["history"] = [step["status"] for step in plain["history"]]
            rows = [(f"`{name}`", ", ".join(v) if isinstance(v, list) else v) for name, v in plain.items()]
            yield _table((kind_of(record), ""), rows)
    reasons: dict[str, int] = {}
    for left in coding.uncoded:
        reasons[left.reason] = reasons.get(left.reason, 0) + 1
    told = ", ".join(f"{count} `{reason}`" for reason, count in sorted(reasons.items()))
    yield f"Sentences that were considered and yielded nothing are kept with the reason: {told or 'none'}.\n"


def _ledger(report: Any, view: Any, event: Any) -> Iterator[str]:
    counts = view.counts()
    yield "## 4. Records are appended · `ledger`\n"
    yield f"All {report.read} articles of the sample are read, each in one transaction. The ledger now holds:\n"
    held = ("documents", "event", "claim", "demand", "figure", "prediction", "response", "uncoded")
    yield _table(("what", "how many"), [(name, counts[name]) for name in held])
    stored = view.record(event.id)
    same = "equal to" if stored == event else "other than"
    yield f"Our event comes back from it {same} what went in, under its id `{event.id}`.\n"


def _linking(incidents: Any, event: Any, documents: Any, codebook: Any) -> Iterator[str]:
    from demarche.analysis.phrases import Names, event_sentence

    incident = next(i for i in incidents if event.id in {t.id for t in i.tellings})
    yield "## 5. Tellings are linked · `linking`\n"
    yield f"Among {len(incidents)} incidents, ours (`{incident.id}`) is told so:\n"
    tellings = [
        (documents[t.document].publisher, documents[t.document].name, t.date.edtf if t.date else None, t.span.quote)
        for t in incident.tellings
    ]
    yield _table(("publisher", "document", "date", "words"), tellings)
    if len(tellings) > 1:
        yield f"They differ in: {', '.join(incident.differs) or 'nothing that both tell'}.\n"
    yield "## 6. The reader sees a line · `analysis`, `views`\n"
    date = incident.date.edtf if incident.date else "no date"
    yield f"> **{date}** {event_sentence(incident.lead, Names.from_codebook(codebook))}\n"
    yield f"`demarche show {event.id[:10]}` shows the words in their paragraph, and what made the record."


def _table(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    if not rows:
        return "None here.\n"
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(_cell(cell) for cell in line) + " |\n" for line in lines)


def _cell(value: Any) -> str:
    text = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    return " ".join(text.split()).replace("|", "\\|")


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
