"""Figures side by side: the values that several texts or speakers give of one quantity, and whether they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from demarche.linking.incidents import Incident
from demarche.linking.words import stems
from demarche.records import Figure, content_id

Verdict: TypeAlias = Literal["single", "agree", "range", "differ", "unsure"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity and every figure given of it. ``verdict``: ``single`` (given once), ``agree`` (one value),
    ``range`` (different, yet all bounds can hold at once), ``differ`` (they cannot all hold), ``unsure`` (perhaps not
    the same thing)."""

    id: str
    kind: str
    unit: str
    about: str
    figures: tuple[Figure, ...]
    verdict: Verdict


def link_figures(figures: Iterable[Figure], incidents: Iterable[Incident] = ()) -> tuple[Quantity, ...]:
    """Quantities of the same kind and unit that count the same thing: stated in the words of one incident, or about the
    same telling words (more than the unit or a bare noun: "years" and "trawlers" are counted again and again), or
    people in the same considerable number. Ordered by kind, then by how many figures were given; any order of the input
    gives the same."""
    near = _Near(incidents)
    blocks: dict[tuple[str, str, str], list[list[Figure]]] = defaultdict(list)
    groups: list[list[Figure]] = []
    for figure in sorted(figures, key=lambda f: (f.document, f.span.start, f.id)):
        words = near(figure) | stems(figure.about) | ({f"={figure.value}"} if _tells(figure) else set())
        keys = [(figure.kind, figure.unit, key) for key in sorted(words)]
        met = [group for key in keys for group in blocks.get(key, ())]
        home = next((group for group in met if all(_same(figure, other, near) for other in group[:8])), None)
        if home is None:
            home = []
            groups.append(home)
        home.append(figure)
        for key in keys:
            if not any(home is group for group in blocks[key]):
                blocks[key].append(home)
    quantities = [_quantity(group, near) for group in groups]
    return tuple(sorted(quantities, key=lambda q: (q.kind, -len(q.figures), q.about, q.id)))


# Counts of people in one and the same number, from this number on, are hardly of two things.
_TELLING = 10
_PEOPLE = frozenset({"killed", "injured", "survived", "aboard", "detained", "released"})
# Two figures contradict each other only if so many telling words say that they count one thing.
_ENOUGH = 2
# Units that texts spell in other words than the records do.
_SPELT = {"percent": "per cent", "km": "kilometres kilometers", "metres": "meters", "tons": "tonnes"}
_GENERAL = stems(
    "people persons others passengers died dying perished survived killed lost lives victims were was aboard board"
)


class _Near:
    """Which incidents a figure belongs to: those that an event tells in words that overlap the figure's."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self._spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for incident in incidents:
            for event in incident.tellings:
                self._spans[event.document].append((event.span.start, event.span.end, incident.id))

    def __call__(self, figure: Figure) -> frozenset[str]:
        start, end = figure.span.start, figure.span.end
        return frozenset(i for a, b, i in self._spans.get(figure.document, ()) if a < end and start < b)


def _same(a: Figure, b: Figure, near: _Near) -> bool:
    # Two figures in the words of one incident are one quantity only if different texts give them: one sentence may
    # well count two things ("five crew and three passengers died").
    if a.document != b.document and near(a) & near(b):
        return True
    ours, theirs = stems(a.about), stems(b.about)
    if a.document != b.document and _tells(a) and a.value == b.value and not (ours - _GENERAL and theirs - _GENERAL):
        return True
    if not _telling(a) & _telling(b):
        return False
    if a.document == b.document:
        return ours == theirs
    return len(ours & theirs) * 2 >= len(ours | theirs)


def _telling(figure: Figure) -> frozenset[str]:
    """The stems that tell which thing is counted, beyond the unit; none of a bare noun."""
    if len(figure.about.split()) < 2:
        return frozenset()
    unit = figure.unit
    return stems(figure.about, drop=(unit, unit.removesuffix("s"), _SPELT.get(unit, "")))


def _tells(figure: Figure) -> bool:
    """Whether a figure's number alone tells what it counts: people, in a number that seldom comes twice."""
    return figure.kind in _PEOPLE and figure.value is not None and figure.value >= _TELLING


def _bounds(figure: Figure) -> tuple[float, float] | None:
    """The lowest and highest value that a figure admits; None if it gives no number at all."""
    if figure.low is None and figure.high is None:
        return None if figure.value is None else (figure.value, figure.value)
    low = float("-inf") if figure.low is None else figure.low
    return low, float("inf") if figure.high is None else figure.high


def _quantity(group: list[Figure], near: _Near) -> Quantity:
    about = max((f.about for f in group), key=lambda text: (len(text), text))
    lead = group[0]
    identity = content_id("quantity", sorted(f.id for f in group))
    return Quantity(identity, lead.kind, lead.unit, about, tuple(group), _verdict(group, near))


def _verdict(group: list[Figure], near: _Near) -> Verdict:
    bounds = [b for b in map(_bounds, group) if b is not None]
    if len(group) == 1:
        return "single"
    if len(bounds) == len(group) and len(set(bounds)) == 1:
        return "agree"
    if len(bounds) < len(group) or max(low for low, _ in bounds) <= min(high for _, high in bounds):
        return "range"
    same = len({stems(f.about) for f in group}) == 1 and len(_telling(group[0])) >= _ENOUGH
    return "differ" if same or frozenset.intersection(*map(near, group)) else "unsure"
