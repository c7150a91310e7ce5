"""The chronology as a picture: lanes by side, drawn as SVG. All text in it is escaped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from demarche.analysis.dates import in_words
from demarche.analysis.timeline import Entry
from demarche.views.dossier.scale import Scale, anchor, as_day

WIDTH = 960
GUTTER = 150  # pixels at the left for the names of the lanes
_STEP = 10  # pixels between two marks that stand above each other
_NOT = ("not_done", "denied")
_AHEAD = ("planned", "threatened", "hypothetical")


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the chronology: its name, a class for its colour, and the entries in it."""

    name: str
    tone: str
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class _Packer:
    """Finds the lowest free level for a mark, on each side of a lane's line."""

    taken: dict[int, set[int]]

    def level(self, left: float, right: float) -> int:
        columns = range(int(left // _STEP), int(right // _STEP) + 1)
        level = 0
        while any(level in self.taken[column] for column in columns):
            level += 1
        for column in columns:
            self.taken[column].add(level)
        return level


@dataclass(frozen=True, slots=True)
class _Placed:
    entry: Entry
    x1: float
    x2: float
    side: int  # -1 above the line (cooperation), 1 below it (conflict), 0 on it
    level: int
    open_end: bool


def chronology(
    lanes: Sequence[Lane], scale: Scale, quads: Mapping[str, int | None], published: Sequence[date]
) -> Markup:
    """Lanes of incidents along the axis: cooperation above a lane's line, conflict below; a dot is a day, a bar with
    pointed ends a date known only so far; filled is a deed, a ring a word, a cross what was not done."""
    parts: list[Markup] = []
    top = 8.0
    for lane in lanes:
        placed = _place(lane.entries, scale, quads)
        up = max((p.level + 1 for p in placed if p.side < 0), default=0) * _STEP + 10
        down = max((p.level + 1 for p in placed if p.side > 0), default=0) * _STEP + 10
        line = top + max(up, 22)
        parts.append(_lane_frame(lane, line))
        parts.extend(_mark(p, line, lane.tone, quads) for p in placed)
        top = line + max(down, 22) + 8
    parts.append(_axis(scale, top, published))
    height = top + 44
    grid = Markup("").join(
        Markup('<line class="grid" x1="{0}" x2="{0}" y1="0" y2="{1}"/>').format(x, top) for x, _ in scale.ticks()
    )
    label = f"Chronology of {sum(len(lane.entries) for lane in lanes)} incidents; the list below holds the same."
    head = Markup(
        '<svg class="chron" viewBox="0 0 {0} {1:.0f}" width="{0}" height="{1:.0f}" role="img" aria-label="{2}">'
    )
    return head.format(WIDTH, height, label) + grid + Markup("").join(parts) + Markup("</svg>")


def _place(entries: Sequence[Entry], scale: Scale, quads: Mapping[str, int | None]) -> list[_Placed]:
    packers = {side: _Packer(defaultdict(set)) for side in (-1, 0, 1)}
    found = []
    ranged = [(entry, *bounds) for entry in entries if (bounds := _bounds(entry, scale))]
    # Days first, then bars from the short to the long: the long ones lie outermost.
    for entry, x1, x2, open_end in sorted(
        ranged, key=lambda item: (item[2] - item[1] > _STEP, item[2] - item[1], item[1])
    ):
        quad = quads.get(entry.incident.lead.type)
        side = 0 if quad is None else -1 if quad <= 2 else 1
        found.append(_Placed(entry, x1, x2, side, packers[side].level(x1, x2), open_end))
    return found


def _bounds(entry: Entry, scale: Scale) -> tuple[float, float, bool] | None:
    when = entry.incident.date
    lower, upper = (as_day(when.lower), as_day(when.upper)) if when else (None, None)
    first, last = lower or upper, upper or scale.last
    if first is None or last < scale.first or first > scale.last or first > last:
        return None
    return scale.x(first), scale.x(last), when is not None and when.upper is None


def _lane_frame(lane: Lane, line: float) -> Markup:
    lines = _wrap(lane.name, 20)
    text = Markup("").join(
        Markup('<text class="lane" x="0" y="{0:.0f}">{1}</text>').format(
            line + 4 + 16 * (i - (len(lines) - 1) / 2), words
        )
        for i, words in enumerate(lines)
    )
    return text + Markup('<line class="base" x1="{0}" x2="{1}" y1="{2:.1f}" y2="{2:.1f}"/>').format(GUTTER, WIDTH, line)


def _wrap(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _mark(placed: _Placed, line: float, tone: str, quads: Mapping[str, int | None]) -> Markup:
    lead = placed.entry.incident.lead
    y = line + placed.side * (9 + placed.level * _STEP)
    told = len(placed.entry.incident.tellings)
    form = "ahead" if lead.status in _AHEAD else "deed" if (quads.get(lead.type) or 1) in (2, 4) else "word"
    shape: Markup
    if placed.x2 - placed.x1 > _STEP:
        left, right, half = placed.x1, placed.x2, 2.5 if told == 1 else 4
        tip = min(8.0, (right - left) / 3)
        end = right if placed.open_end else right - tip
        points = (
            f"{left},{y} {left + tip},{y - half} {end},{y - half} {right},{y} {end},{y + half} {left + tip},{y + half}"
        )
        shape = Markup('<polygon points="{0}"/>').format(points)
    elif lead.status in _NOT:
        x = (placed.x1 + placed.x2) / 2
        shape = Markup('<path class="cross" d="M{0:.1f} {1:.1f}l6 6m0-6l-6 6"/>').format(x - 3, y - 3)
    elif placed.side == 0:
        x = (placed.x1 + placed.x2) / 2
        shape = Markup('<path class="tick" d="M{0:.1f} {1:.1f}v8"/>').format(x, y - 4)
    else:
        radius = min(3.0 + 0.8 * (told - 1), 5.4)
        shape = Markup('<circle cx="{0:.1f}" cy="{1:.1f}" r="{2:.1f}"/>').format((placed.x1 + placed.x2) / 2, y, radius)
    when = in_words(placed.entry.incident.date.edtf) if placed.entry.incident.date else ""
    pale = " pale" if placed.entry.background else ""
    return Markup('<a href="#{0}" tabindex="-1" class="{1} {2}{3}"><title>{4}: {5}</title>{6}</a>').format(
        lead.id, tone, form, pale, when, placed.entry.sentence, shape
    )


def _axis(scale: Scale, top: float, published: Sequence[date]) -> Markup:
    ticks = Markup("").join(
        Markup('<text class="tick" x="{0}" y="{1:.0f}" text-anchor="{3}">{2}</text>').format(
            x, top + 30, label, anchor(x, GUTTER, WIDTH)
        )
        for x, label in scale.ticks()
    )
    told = Markup("").join(
        Markup('<path class="told" d="M{0} {1:.0f}v9"/>').format(scale.x(day), top + 2)
        for day in published
        if scale.holds(day)
    )
    name = Markup('<text class="lane small" x="0" y="{0:.0f}">articles published</text>').format(top + 11)
    return name + told + ticks
