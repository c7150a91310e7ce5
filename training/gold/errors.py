"""Where two ledgers of one document part: kinds of error with an example each.

The pairs that count as right are those of `demarche.analysis.evaluation`. What is left on both sides at one place and
of one kind was read as something else; what is left alone is missed or extra. Of right pairs each attribute that
differs is an error of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from demarche.analysis.evaluation import KINDS, QuotedText, agreements, pair_records, same_speaker
from training.gold.corpus import GoldDocument

Ledger = Mapping[str, Any]
# What makes records of a kind no pair, and how it is told.
_READINGS: dict[str, dict[str, Callable[[Ledger], str]]] = {
    "events": {"type": lambda record: str(record["type"])},
    "claims": {"speaker": lambda record: str(record["speaker"])},
    "demands": {"issuer, addressee or act": "{issuer} of {addressee}: {act}".format_map},
    "figures": {
        "kind": lambda record: str(record["kind"]),
        "value": "{value} ({low}..{high})".format_map,
    },
    "predictions": {"speaker": lambda record: str(record["speaker"])},
    "responses": {},
}
# What is named with a record that is missed or extra.
_NAMES = {"events": "type", "demands": "act"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two ledgers part: the kind of record, what is different, and the words with both readings."""

    kind: str
    what: str
    document: str
    quote: str
    detail: str


def differences(document: GoldDocument, predicted: Ledger) -> Iterator[Difference]:
    """All places where a predicted ledger parts from the gold, in order of kind and record."""
    text = QuotedText(document.name, document.text)
    for kind in KINDS:
        pairs = pair_records(kind, document.ledger, predicted, document.text, name=document.name)
        for one, other in pairs:
            for attribute, agree in agreements(kind, one, other).items():
                if not agree and attribute != "date_near":
                    detail = f"{_value(one, attribute)} read as {_value(other, attribute)}"
                    yield Difference(kind, f"wrong {attribute}", document.name, one["quote"], detail)
        missed = _without(document.ledger.get(kind, ()), (one for one, _ in pairs))
        extra = _without(predicted.get(kind, ()), (other for _, other in pairs))
        yield from _unpaired(kind, missed, extra, text)


def _unpaired(kind: str, missed: list[Ledger], extra: list[Ledger], text: QuotedText) -> Iterator[Difference]:
    left = list(extra)
    for record in missed:
        other, misread = _nearest(kind, record, left, text)
        if other is None:
            yield Difference(kind, f"missed{_named(kind, record)}", text.name, record["quote"], "")
        else:
            left.remove(other)
            yield Difference(kind, misread[0], text.name, record["quote"], misread[1])
    for record in left:
        yield Difference(kind, f"extra{_named(kind, record)}", text.name, record["quote"], "")


def _nearest(
    kind: str, record: Ledger, others: Iterable[Ledger], text: QuotedText
) -> tuple[Ledger | None, tuple[str, str]]:
    """The first of the others that tells of the same place as something else, and what is wrong with it."""
    place = text.place(record["quote"])
    for other in others:
        misread = _misread(kind, record, other)
        if misread and text.closeness([place], [text.place(other["quote"])]):
            return other, misread
    return None, ("", "")


def _misread(kind: str, gold: Ledger, predicted: Ledger) -> tuple[str, str] | None:
    """What makes two records of one kind no pair; None if nothing does."""
    for what, read in _READINGS[kind].items():
        one, other = read(gold), read(predicted)
        if one != other and not (what == "speaker" and same_speaker(gold, predicted)):
            return f"wrong {what}", f"{one} read as {other}"
    return None


def _named(kind: str, record: Ledger) -> str:
    return f" {record[_NAMES[kind]]}" if kind in _NAMES else ""


def _value(record: Ledger, attribute: str) -> str:
    if attribute == "last_status":
        return str(record["history"][-1]["status"]) if record.get("history") else "none"
    value = record.get(attribute)
    return ", ".join(value) or "nobody" if isinstance(value, list) else str(value)


def _without(records: Iterable[Ledger], taken: Iterable[Ledger]) -> list[Ledger]:
    used = {id(record) for record in taken}
    return [record for record in records if id(record) not in used]


def worst(found: Iterable[Difference], count: int = 10) -> list[tuple[str, int, list[Difference]]]:
    """The most frequent kinds of error, the types and acts of what is missed or extra put together, with all cases."""
    cases: dict[str, list[Difference]] = defaultdict(list)
    for difference in found:
        what = difference.what.split()[0] if difference.what.startswith(("missed", "extra")) else difference.what
        cases[f"{difference.kind}: {what}"].append(difference)
    ranked = sorted(cases.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(name, len(all_), all_) for name, all_ in ranked[:count]]


def details(cases: Iterable[Difference], count: int = 4) -> str:
    """The most frequent ways of one kind of error, in a line."""
    counted = Counter(case.detail or case.what for case in cases).most_common(count)
    return "; ".join(f"{what} ({number})" for what, number in counted)
