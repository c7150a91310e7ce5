"""Values of one quantity on a small scale, drawn as SVG."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

_WIDTH, _PAD = 300, 24


def strip(values: Sequence[tuple[float, float, str]]) -> Markup:
    """Values (low, high, label) as dots and bars on one scale from the least to the greatest. A label is left out where
    another stands already; the list beside the picture has them all."""
    low, high = min(v[0] for v in values), max(v[1] for v in values)
    span = (high - low) or 1.0

    def x(value: float) -> float:
        return _PAD + (value - low) / span * (_WIDTH - 2 * _PAD)

    marks, free = [], 0.0
    for start, end, label in sorted(values):
        if end > start:
            marks.append(Markup('<path class="bar" d="M{0:.1f} 10H{1:.1f}"/>').format(x(start), x(end)))
        marks.append(Markup('<circle cx="{0:.1f}" cy="10" r="5"/>').format(x(start)))
        half = 3.5 * len(label)
        if x(start) - half >= free:
            marks.append(
                Markup('<text class="tick" x="{0:.1f}" y="30" text-anchor="middle">{1}</text>').format(x(start), label)
            )
            free = x(start) + half + 4
    head = Markup('<svg class="strip" viewBox="0 0 {0} 34" width="{0}" height="34" aria-hidden="true">').format(_WIDTH)
    base = Markup('<path class="base" d="M{0} 10H{1}"/>').format(_PAD, _WIDTH - _PAD)
    return head + base + Markup("").join(marks) + Markup("</svg>")
