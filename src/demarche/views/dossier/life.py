"""The life of a demand as a picture: a trunk that forks where its tellers part, drawn as SVG. All text is escaped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from demarche.analysis.board import Row
from demarche.analysis.dates import in_words
from demarche.analysis.phrases import DEMAND_WORDS
from demarche.linking.demands import Station
from demarche.views.dossier.scale import Scale, anchor, as_day

BOARD = 420  # pixels


def demand_life(row: Row, scale: Scale | None, heights: Sequence[int]) -> Markup:
    """One demand from left to right: the trunk is the demand itself, each branch what its tellers say became of it."""
    total = sum(heights)
    middles = [sum(heights[:i]) + heights[i] / 2 for i in range(len(heights))]
    label = f"{row.title}: {len(row.thread.history)} stations, listed below."
    head = Markup('<svg class="life" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">')
    if scale is None:
        return head.format(BOARD, total, label) + Markup("</svg>")
    axis = scale.within(10, BOARD - 10)
    trunk = total / 2
    branch_of = {s.teller: place for place, branch in enumerate(row.branches) for s in branch.last}
    rows: dict[float, list[tuple[float, Station]]] = defaultdict(list)
    for station in row.thread.history:
        place = branch_of.get(station.teller)
        day = as_day(station.day)
        x = axis.x(day) if day else axis.right
        on_trunk = station.step.status == "demanded" or place is None
        rows[trunk if on_trunk or place is None else middles[place]].append((x, station))
    spread = {y: _spread([x for x, _ in found], axis.left, axis.right) for y, found in rows.items()}
    start = min((x for xs in spread.values() for x in xs), default=axis.left)
    fork = _fork(spread, trunk, start)
    for y, found in rows.items():
        if y != trunk:
            spread[y] = _spread([max(x, fork + 18) for x, _ in found], axis.left, axis.right)
    # Who repeats the demand after the fork stands on the trunk's thinner continuation.
    later = max((x for x in spread.get(trunk, []) if x > fork), default=fork)
    lines = [Markup('<path class="later" d="M{0:.1f} {1:.1f}H{2:.1f}"/>').format(fork, trunk, later)]
    lines += [Markup('<path class="trunk" d="M{0:.1f} {1:.1f}H{2:.1f}"/>').format(start, trunk, fork)]
    for branch, y in zip(row.branches, middles, strict=True):
        bend = f"{fork + 10:.1f} {trunk:.1f} {fork + 6:.1f} {y:.1f} {fork + 16:.1f} {y:.1f}"
        path = f"M{fork:.1f} {trunk:.1f}C{bend}H{BOARD}"
        lines.append(Markup('<path class="branch {0}" d="{1}"/>').format(branch.status, path))
    marks = [
        _station(station, x, y) for y, found in rows.items() for (_, station), x in zip(found, spread[y], strict=True)
    ]
    return head.format(BOARD, total, label) + Markup("").join([*lines, *marks]) + Markup("</svg>")


def _spread(wanted: list[float], left: float, right: float) -> list[float]:
    """Places as near as can be to those wanted, none on top of another."""
    gap = min(15.0, (right - left) / max(len(wanted), 1))
    found: list[float] = []
    for x in wanted:
        found.append(max(x, found[-1] + gap) if found else max(x, left))
    over = (found[-1] - right) if found else 0
    for place in range(len(found) - 1, -1, -1):
        limit = right - (len(found) - 1 - place) * gap
        if over > 0:
            found[place] = min(found[place], limit)
    return found


def _fork(spread: Mapping[float, list[float]], trunk: float, start: float) -> float:
    branches = [x for y, xs in spread.items() if y != trunk for x in xs]
    last_common = max((x for x in spread.get(trunk, []) if not branches or x <= min(branches)), default=start)
    return max(last_common, min(branches) - 24, 2.0) if branches else last_common


def _station(station: Station, x: float, y: float) -> Markup:
    when = in_words(station.step.date.edtf) if station.step.date else "no date given"
    title = f"{DEMAND_WORDS[station.step.status]}, {when}, as told by {station.teller}"
    return Markup(
        '<g class="st {0}"><title>{1}</title><use href="#m-{0}" x="{2:.1f}" y="{3:.1f}" width="16" height="16"/></g>'
    ).format(station.step.status, title, x - 8, y - 8)


def board_axis(scale: Scale | None) -> Markup:
    """The axis above the demand board."""
    if scale is None:
        return Markup("")
    ticks = [
        Markup('<text class="tick" x="{0}" y="12" text-anchor="{1}">{2}</text>').format(x, anchor(x, 0, BOARD), label)
        for x, label in scale.within(10, BOARD - 10).ticks(5)
    ]
    head = Markup('<svg class="life axis" viewBox="0 0 {0} 18" width="{0}" height="18" aria-hidden="true">')
    return head.format(BOARD) + Markup("").join(ticks) + Markup("</svg>")
