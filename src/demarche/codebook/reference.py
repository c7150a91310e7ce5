"""The codebook as a page to read: what ``docs/codebook.md`` holds, made from the data so that the two never part.

To renew the page: ``Path("docs/codebook.md").write_text(reference(load_codebook()), encoding="utf-8")``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from demarche.codebook.codebook import Codebook
from demarche.codebook.model import EventType, ReportingPhrase, ReportingWord

_INTRODUCTION = """\
# The codebook

The codebook holds the rules by which Demarche turns sentences into records: what kinds of event there are, what may
be demanded, which words report what others say, and which names mean which state. It is data, not code: YAML files in
`src/demarche/codebook/data/`, checked when they are loaded. Its name and version stand on every record, and its
digest changes with every byte, so a ledger always tells by which rules a line was coded.

Event types, modes, quad classes and scores are those of PLOVER 2.0 (Open Event Data Alliance). The definitions and
examples are ours, and the states in the examples are invented.

This page is made from the data. To change a rule, change its file, renew this page (see `codebook/reference.py`) and
raise the version in `codebook.yaml`: the last number for a word or a name, the middle one for a rule, the first if
old and new records can no longer be compared.
"""

_FILES = {
    "codebook.yaml": "name, version, quad classes, statuses of events",
    "event_types.yaml": "types and modes, with definitions, scores, examples and hard neighbours",
    "contexts.yaml": "what an event is about",
    "context_words.yaml": "the words by which an event is placed in a context",
    "demands.yaml": "acts and statuses of demands",
    "reporting.yaml": "verbs, nouns and phrases that report what others say or think",
    "events.yaml": "the verbs and nouns by which events are recognised",
    "cues.yaml": "further words that decide how a passage is read",
    "markers.yaml": "hedges, negations, marks of the future and of conditions, impersonal cues",
    "roles.yaml": "nouns that mark a part of a state, and nouns that mark its people",
    "states.yaml": "states and territories with all their forms, also those that are no more",
    "bodies.yaml": "intergovernmental bodies and courts",
    "leaders.yaml": "heads of state and government and foreign ministers, with their years",
    "publishers.yaml": "outlets and agencies with country and owner",
    "names.yaml": "forms that are ambiguous, and names that only look like a state's",
}

_CERTAINTIES = {
    "asserted": "The words are passed on, no more (“said”, “announced”, “according to”).",
    "hedged": "They are held as an opinion, a hope or a guess (“believes”, “in the view of”).",
    "contested": "They are kept at a distance, or disputed by their nature (“claims”, “denies”).",
    "factive": "The reporter takes them for true (“admitted”, “pointed out”).",
}


def reference(codebook: Codebook) -> str:
    """The whole page in Markdown."""
    return "\n".join(_lines(codebook)).rstrip() + "\n"


def _lines(codebook: Codebook) -> Iterator[str]:
    yield _INTRODUCTION
    yield f"This is `{codebook.name}` {codebook.version}.\n"
    yield "## Files\n"
    yield from _table(("File", "Holds"), ((f"`{name}`", holds) for name, holds in _FILES.items()))
    yield "## Types of event\n"
    yield from _table(
        ("Type", "Quad class", "Score", "Modes"),
        (
            (f"[{t.name}](#{t.name.lower()})", _quad(codebook, t), _score(t.score), ", ".join(t.modes) or "none")
            for t in codebook.event_types.values()
        ),
    )
    for type_ in codebook.event_types.values():
        yield from _type(type_)
    yield "## Contexts\n"
    yield from _terms(codebook.contexts)
    yield "## Statuses of events\n"
    yield from _terms(codebook.event_statuses)
    yield "## Demands\n"
    yield "What may be wanted:\n"
    yield from _terms({name: act.definition for name, act in codebook.acts.items()})
    yield "What may become of it:\n"
    yield from _terms(codebook.demand_statuses)
    yield "## Reporting words\n"
    yield "A reporting word colours what it reports:\n"
    words: tuple[ReportingWord | ReportingPhrase, ...] = (
        *codebook.reporting.values(),
        *codebook.reporting_nouns.values(),
        *codebook.reporting_phrases,
    )
    counts: Counter[str] = Counter(word.certainty for word in words)
    yield from _table(
        ("Certainty", "Meaning", "Words"), ((name, text, str(counts[name])) for name, text in _CERTAINTIES.items())
    )
    yield "## Names\n"
    yield from _table(
        ("Kind", "Entries"),
        (
            ("states and territories", str(len(codebook.states))),
            ("of these no more", str(sum(state.historical for state in codebook.states.values()))),
            ("intergovernmental bodies and courts", str(len(codebook.bodies))),
            ("terms of office", str(len(codebook.leaders))),
            ("publishers", str(len(codebook.publishers))),
            ("forms of names", str(len(codebook.forms))),
        ),
    )


def _type(type_: EventType) -> Iterator[str]:
    yield f"### {type_.name}\n"
    yield f"{type_.definition}\n"
    if type_.modes:
        yield from _table(
            ("Mode", "Score", "Meaning"), ((m.name, _score(m.score), m.definition) for m in type_.modes.values())
        )
    yield "Examples:\n"
    yield from (f"- {example}" for example in type_.examples)
    yield "\nNot this type:\n"
    yield from (f"- {n.text} **{n.type}**: {n.why}" for n in type_.neighbours)
    yield ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _terms(terms: Mapping[str, str]) -> Iterator[str]:
    yield from (f"- `{name}`: {definition}" for name, definition in terms.items())
    yield ""


def _quad(codebook: Codebook, type_: EventType) -> str:
    return "none" if type_.quad is None else f"{type_.quad}, {codebook.quads[type_.quad]}"


def _score(score: float) -> str:
    return f"{score:+g}" if score else "0"
