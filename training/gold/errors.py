"""Where two ledgers of one document part: kinds of error with an example each.

The pairs that count as right are those of `demarche.analysis.evaluation`. What is left on both sides at one place and
of one kind was read as something else; what is left alone is missed or extra. Of right pairs each attribute that
differs is an error of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from demarche.analysis.evaluation import KINDS, QuotedText, agreements, pair_records, same_speaker
from training.gold.corpus import GoldDocument

Ledger = Mapping[str, Any]
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
        place = text.place(record["quote"])
        readings = ((other, _misread(kind, record, other)) for other in left if kind != "responses")
        found = next(
            (
                (other, read)
                for other, read in readings
                if read and text.closeness([place], [text.place(other["quote"])])
            ),
            None,
        )
        if found is None:
            yield Difference(kind, f"missed{_named(kind, record)}", text.name, record["quote"], "")
        else:
            left.remove(found[0])
            what, detail = found[1]
            yield Difference(kind, what, text.name, record["quote"], detail)
    for record in left:
        yield Difference(kind, f"extra{_named(kind, record)}", text.name, record["quote"], "")


def _misread(kind: str, gold: Ledger, predicted: Ledger) -> tuple[str, str] | None:
    """What two records of one kind differ in; None if in nothing that makes a pair wrong."""
    if kind == "events":
        same = gold["type"] == predicted["type"]
        return None if same else ("wrong type", f"{gold['type']} read as {predicted['type']}")
    if kind == "demands":
        parties = [f"{r['issuer']} of {r['addressee']}: {r['act']}" for r in (gold, predicted)]
        return None if len(set(parties)) == 1 else ("wrong issuer, addressee or act", " read as ".join(parties))
    if kind == "figures":
        if gold["kind"] != predicted["kind"]:
            return "wrong kind", f"{gold['kind']} read as {predicted['kind']}"
        amounts = [f"{r['value']} ({r['low']}..{r['high']})" for r in (gold, predicted)]
        return None if len(set(amounts)) == 1 else ("wrong value", " read as ".join(amounts))
    return (
        None
        if same_speaker(gold, predicted)
        else ("wrong speaker", f"{gold['speaker']} read as {predicted['speaker']}")
    )


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
