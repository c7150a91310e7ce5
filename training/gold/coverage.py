"""What the corpus holds, counted: the page ``training/corpus/COVERAGE.md``, and the least that it must hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from demarche.analysis.evaluation import KINDS
from demarche.codebook import Codebook
from training.gold.corpus import PARTS, Dispute
from training.gold.likeness import Alike
from training.gold.validate_links import LINKS

LEAST_DISPUTES, LEAST_DOCUMENTS, LEAST_OF_EITHER = 60, 300, 25
LEAST_TYPE, LEAST_STATUS, LEAST_DEMAND_STATUS = 150, 100, 80
LEAST_KIND = {"predictions": 400, "figures": 800, "responses": 400}
MOST_ALIKE = 0.001


def count(disputes: Sequence[Dispute], codebook: Codebook) -> dict[str, Counter[str]]:
    """Counts by name of table; what the codebook allows and nobody used stands there with 0."""
    tables: dict[str, Counter[str]] = {name: Counter() for name in (*_TITLES, "links")}
    tables["types"].update(dict.fromkeys(codebook.event_types, 0))
    tables["modes"].update({f"{t.name}-{mode}": 0 for t in codebook.event_types.values() for mode in t.modes})
    tables["statuses"].update(dict.fromkeys(codebook.event_statuses, 0))
    tables["demand statuses"].update(dict.fromkeys(codebook.demand_statuses, 0))
    tables["acts"].update(dict.fromkeys(codebook.acts, 0))
    for dispute in disputes:
        _count_dispute(dispute, tables)
    return tables


def _count_dispute(dispute: Dispute, tables: Mapping[str, Counter[str]]) -> None:
    registers = {card["document"]: card["register"] for card in dispute.gold["documents"]}
    tables["regions"][dispute.gold["region"]] += len(dispute.documents)
    tables["links"].update({part: len(dispute.gold[part]) for part in LINKS})
    for document in dispute.documents:
        ledger = document.ledger
        tables["registers"][registers[document.name]] += 1
        tables["decades"][f"{ledger['published'][:3]}0s"] += 1
        tables["kinds"].update({kind: len(ledger[kind]) for kind in KINDS})
        for event in ledger["events"]:
            tables["types"][event["type"]] += 1
            tables["modes"][f"{event['type']}-{event['mode']}"] += event["mode"] is not None
            tables["statuses"][event["status"]] += 1
        for demand in ledger["demands"]:
            tables["acts"][demand["act"]] += 1
            tables["demand statuses"].update(step["status"] for step in demand["history"])
        tables["figure kinds"].update(figure["kind"] for figure in ledger["figures"])


def shortfalls(disputes: Sequence[Dispute], tables: Mapping[str, Counter[str]]) -> list[str]:
    """What the corpus must hold and does not."""
    invented = sum(dispute.gold["invented"] for dispute in disputes)
    documents = sum(len(dispute.documents) for dispute in disputes)
    due: list[tuple[str, int, int]] = [
        ("disputes", len(disputes), LEAST_DISPUTES),
        ("documents", documents, LEAST_DOCUMENTS),
        ("invented disputes", invented, LEAST_OF_EITHER),
        ("real disputes", len(disputes) - invented, LEAST_OF_EITHER),
        *((f"events {name}", number, LEAST_TYPE) for name, number in tables["types"].items()),
        *((f"events {name}", number, LEAST_STATUS) for name, number in tables["statuses"].items()),
        *((f"demands {name}", number, LEAST_DEMAND_STATUS) for name, number in tables["demand statuses"].items()),
        *((kind, tables["kinds"][kind], least) for kind, least in LEAST_KIND.items()),
    ]
    return [f"too few: {name}: {number}, at least {least} are due" for name, number, least in due if number < least]


def repetition(found: Sequence[Alike], compared: int) -> list[str]:
    """What `find_alike` found, if it is more than one pair in a thousand sentences."""
    if len(found) <= MOST_ALIKE * compared:
        return []
    most = MOST_ALIKE * compared
    said = [f"too many near duplicates: {len(found)}, at most {most:.0f} may be; reword one of each pair"]
    for pair in found:
        both = f"{pair.sentence[:70]!r} {pair.other_sentence[:70]!r}"
        said.append(f"{pair.document} and {pair.other} share {pair.share:.0%}: {both}")
    return said


_TITLES = {
    "kinds": "Records by kind", "types": "Events by type", "statuses": "Events by status", "modes": "Events by mode",
    "acts": "Demands by act", "demand statuses": "Steps in the life of demands", "figure kinds": "Figures by kind",
    "registers": "Documents by register", "regions": "Documents by region",
    "decades": "Documents by decade of publication",
}  # fmt: skip


def page(
    disputes: Sequence[Dispute],
    split: Mapping[str, Sequence[str]],
    tables: Mapping[str, Counter[str]],
    found: Sequence[Alike],
    compared: int,
) -> str:
    """The whole page in Markdown; ``found`` and ``compared`` are what `find_alike` gives."""
    words = [len(d.text.split()) for dispute in disputes for d in dispute.documents]
    invented = sum(dispute.gold["invented"] for dispute in disputes)
    lines = [
        "# What the corpus holds", "",
        "Made by `python -m training.gold.check --write`; `make corpus` fails if it is not up to date.", "",
        f"{len(disputes)} disputes ({len(disputes) - invented} real, {invented} invented), {len(words)} documents of "
        f"{min(words)} to {max(words)} words, {sum(words):,} words in all.", "",
        f"Of {compared:,} sentences of eight words or more, {len(found)} are near duplicates of a sentence in another "
        "document (half of the word triples in common; declared copies not counted).", "",
        *_part_table(disputes, split),
    ]  # fmt: skip
    for name, title in _TITLES.items():
        ordered = sorted(tables[name].items(), key=lambda item: item[0] if name == "decades" else (-item[1], item[0]))
        lines += ["", f"## {title}", "", "| | |", "|---|---|"]
        lines += [f"| {value} | {number} |" for value, number in ordered]
    lines += ["", "## Links across documents", "", "| | |", "|---|---|"]
    lines += [f"| {part} | {tables['links'][part]} |" for part in LINKS]
    return "\n".join(lines) + "\n"


def _part_table(disputes: Sequence[Dispute], split: Mapping[str, Sequence[str]]) -> list[str]:
    lines = ["| part | disputes | documents | words | events |", "|---|---|---|---|---|"]
    for part in PARTS:
        chosen: list[Any] = [dispute for dispute in disputes if dispute.name in set(split[part])]
        documents = [document for dispute in chosen for document in dispute.documents]
        numbers = (
            len(chosen),
            len(documents),
            sum(len(document.text.split()) for document in documents),
            sum(len(document.ledger["events"]) for document in documents),
        )
        lines.append(f"| {part} | {' | '.join(f'{number:,}' for number in numbers)} |")
    return lines
