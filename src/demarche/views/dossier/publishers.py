"""The publishers of a case as the dossier shows them: what each told, and what of it was not coded."""

from __future__ import annotations

from typing import Any

from demarche.analysis.case import Case
from demarche.analysis.phrases import Names, reason_words
from demarche.analysis.speakers import UNNAMED, tellings

_EXAMPLES = 20  # sentences not coded that are shown of one publisher
_WORDS = 24  # words of each


def publishers_told(case: Case, names: Names) -> list[dict[str, Any]]:
    """One entry a publisher, for the table and the lists below it."""
    examples: dict[str, list[str]] = {}
    for coding in case.codings:
        shown = examples.setdefault(coding.document.publisher or UNNAMED, [])
        for left in coding.uncoded[: _EXAMPLES - len(shown)]:
            shown.append(f"{' '.join(left.span.quote.split()[:_WORDS])} ({reason_words(left.reason)})")
    found = []
    for told in tellings(case):
        where = [names.title(told.publisher.country)] if told.publisher and told.publisher.country else []
        where += [told.publisher.owner] if told.publisher and told.publisher.owner else []
        found.append(
            {
                "name": told.name,
                "where": ", ".join(where),
                "documents": told.documents,
                "records": sum(count for _, count in told.records),
                "by_kind": ", ".join(f"{count} {kind}" for kind, count in told.records if count) or "none",
                "share": f"{told.attributed / told.attributable:.0%}" if told.attributable else "–",
                "of": f"{told.attributed} of {told.attributable}",
                "uncoded": [(reason_words(reason), count) for reason, count in told.uncoded],
                "uncoded_count": sum(count for _, count in told.uncoded),
                "examples": examples.get(told.name, []),
                "copies": told.copies,
            }
        )
    return found


def copies_told(case: Case) -> list[tuple[str, str, str]]:
    """Each copy with how it repeats which document."""
    documents = case.by_id()
    return [
        (
            documents[copy.document].name,
            "the same bytes as" if copy.exact else "nearly the same as",
            documents[copy.original].name,
        )
        for copy in case.copies
        if copy.document in documents and copy.original in documents
    ]
