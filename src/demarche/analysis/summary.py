"""The head of a dossier: what a reader must get in ten seconds, each statement with the records that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from demarche.analysis.board import Row
from demarche.analysis.case import Case
from demarche.analysis.dates import in_words
from demarche.analysis.phrases import capital
from demarche.analysis.timeline import Entry, Timeline
from demarche.linking.figures import Quantity

# How much a deed of each quadrant (verbal and material cooperation, verbal and material conflict) tells of a relation.
_WEIGHT = {1: 1, 2: 2, 3: 1, 4: 3}
_ENOUGH = 5  # dated acts in each half of the period, below which no course is told
_CLEAR = 0.2  # difference in the share of conflict from which on it is called a change


@dataclass(frozen=True, slots=True)
class Statement:
    """Words with the ids of the records that they rest on."""

    text: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """Whether acts between the parties grew more hostile: conflict ``before`` and ``after`` the middle of the dated
    acts between the sides, each as (acts of conflict, all acts). ``direction`` is ``worse``, ``better`` or
    ``unchanged``."""

    direction: str
    before: tuple[int, int]
    after: tuple[int, int]
    middle: str


@dataclass(frozen=True, slots=True)
class Summary:
    """``lead`` is told in bold, one statement after the other; ``course`` None if too few acts are dated to tell."""

    lead: tuple[Statement, ...]
    course: Course | None


def summarise(
    case: Case,
    times: Timeline,
    rows: tuple[Row, ...],
    quantities: tuple[Quantity, ...],
    quads: Mapping[str, int | None],
) -> Summary:
    """The head of a case. ``quads`` maps event types to their quad class (1 to 4, None for none)."""
    acts = [e for e in times.dated if _between_sides(e, case) and quads.get(e.incident.lead.type)]
    done = [e for e in acts if e.incident.lead.status in ("occurred", "ongoing")]
    statements = [s for s in (_latest(done, quads, case), _demands(rows, case), _parting(quantities)) if s]
    return Summary(tuple(statements), _course(done, quads))


def _between_sides(entry: Entry, case: Case) -> bool:
    lead = entry.incident.lead
    parties = {code.partition(":")[0] for code in (*lead.actors, *lead.recipients)}
    return len(parties & set(case.sides)) >= min(2, len(case.sides)) and not entry.background


def _latest(acts: list[Entry], quads: Mapping[str, int | None], case: Case) -> Statement | None:
    """The weightiest of the last acts: the more publishers tell it and the more it is a deed, the weightier."""
    ended = sorted(acts, key=_end)
    last = ended[-max(3, len(ended) // 5) :]
    if not last:
        return None

    def weight(entry: Entry) -> tuple[int, str]:
        told, deed = len(entry.incident.tellings), _WEIGHT.get(quads[entry.incident.lead.type] or 0, 0)
        # Between the governments themselves, and told as a publication's own knowledge: both weigh more.
        direct = set(case.sides) <= {*entry.incident.lead.actors, *entry.incident.lead.recipients}
        return 3 * told + deed + 2 * (not entry.speakers) + 2 * direct, _end(entry)

    best = max(last, key=weight)
    date = best.incident.date
    text = best.sentence + (f", {in_words(date.edtf)}" if date else "")
    return Statement(text, tuple(e.id for e in best.incident.tellings)[:3])


def _end(entry: Entry) -> str:
    date = entry.incident.date
    return (date.upper or date.lower or "") if date else ""


def _demands(every: tuple[Row, ...], case: Case) -> Statement | None:
    rows = [row for row in every if {row.thread.issuer, row.thread.addressee} <= set(case.sides)] or list(every)
    if not rows:
        return None
    parted = [row for row in rows if row.parts]
    met = [row for row in rows if not row.parts and {b.status for b in row.branches} == {"met"}]
    unmet = [row for row in rows if not row.parts and {b.status for b in row.branches} & {"unmet", "refused"}]
    rest = [row for row in rows if not any(row in group for group in (parted, met, unmet))]
    between = " between the sides" if len(rows) < len(every) else ""
    groups = [
        (met, "told as met"),
        (unmet, "told as refused or not met"),
        (parted, "told differently"),
        (rest, "still open"),
    ]
    told = ", ".join(f"{len(g)} {'is' if len(g) == 1 else 'are'} {words}" for g, words in groups if g)
    cited = [g[0].thread.last_words()[-1].demand.id for g, _ in groups if g and g[0].thread.history]
    text = f"of {len(rows)} demands{between}, {told}" if len(rows) > 1 else f"the one demand{between} {told[2:]}"
    return Statement(text, tuple(dict.fromkeys(cited)))


def _parting(quantities: tuple[Quantity, ...]) -> Statement | None:
    differing = [q for q in quantities if q.verdict == "differ"]
    if not differing:
        return None
    words = "one figure is" if len(differing) == 1 else f"{len(differing)} figures are"
    return Statement(f"{words} given differently", tuple(f.id for f in differing[0].figures)[:3])


def _course(acts: list[Entry], quads: Mapping[str, int | None]) -> Course | None:
    half = len(acts) // 2
    if half < _ENOUGH:
        return None
    early, late = acts[:half], acts[half:]
    before, after = _conflict(early, quads), _conflict(late, quads)
    change = after[0] / after[1] - before[0] / before[1]
    direction = "worse" if change >= _CLEAR else "better" if change <= -_CLEAR else "unchanged"
    date = late[0].incident.date
    return Course(direction, before, after, (date.lower or date.upper or "") if date else "")


def _conflict(entries: list[Entry], quads: Mapping[str, int | None]) -> tuple[int, int]:
    count = Counter((quads[e.incident.lead.type] or 0) > 2 for e in entries)
    return count[True], len(entries)


def headline(summary: Summary) -> str:
    """The statements as one sentence, for a terminal or a title."""
    return capital("; ".join(statement.text for statement in summary.lead)) + "." if summary.lead else ""
