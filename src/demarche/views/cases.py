"""From a ledger to the case that a view shows: what was read, narrowed by a case file if there is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from demarche.analysis.case import Case, Copy, Failure, Publisher, case_of
from demarche.analysis.narrowing import belongs, relabelled, within
from demarche.codebook import Codebook
from demarche.ledger import View
from demarche.records import RECORD_TYPES, Coding, Document, Record
from demarche.views.case_files import CaseFile


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A case, and how many documents of the ledger are not of it."""

    case: Case
    left_out: int


def open_case(view: View, codebook: Codebook, given: CaseFile | None = None, *, uncoded: bool = False) -> Narrowed:
    """The case that a view of the ledger holds, or the part of it that a case file names.

    What was considered and not coded is fetched only if ``uncoded``: few views show it, and there is much of it.
    """
    codings = read_codings(view, uncoded=uncoded)
    total = len(codings)
    period: tuple[str | None, str | None] = (None, None)
    if given is not None:
        period = (given.period[0] or None, given.period[1] or None)
        codings = _narrowed(codings, given, period)
    kept = {coding.document.id for coding in codings}
    case = case_of(
        codings,
        codebook,
        title=given.title if given else None,
        sides=given.sides if given else (),
        period=period,
        publishers=[Publisher(p.name, p.country, p.owner) for p in given.publishers] if given else [],
        copies=_copies(view, codings),
        failures=_failures(view),
        read_at=max((row.at for row in view.codings() if row.document in kept), default=None),
    )
    return Narrowed(case, total - len(codings))


def read_codings(view: View, *, uncoded: bool) -> list[Coding]:
    """Every document's coding: one query a kind of record for all of them."""
    said: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for kind in RECORD_TYPES:
        for record in view.records(kind):
            said[record.document][f"{kind}s"].append(record)
    return [
        Coding(
            document,
            **{kinds: tuple(records) for kinds, records in said[document.id].items()},  # type: ignore[arg-type]
            uncoded=tuple(view.uncoded(document.id)) if uncoded else (),
        )
        for document in view.documents()
    ]


def _narrowed(codings: list[Coding], given: CaseFile, period: tuple[str | None, str | None]) -> list[Coding]:
    aliases, hosts = given.aliases(), given.hosts()
    publishers: Collection[str] = {publisher.name for publisher in given.publishers}
    seen = [relabelled(replace(c, document=_published(c.document, hosts)), aliases) for c in codings]
    return [
        within(coding, period)
        for coding in seen
        if belongs(coding, sides=given.sides, period=period, publishers=publishers)
    ]


def _published(document: Document, hosts: dict[str, str]) -> Document:
    """The document with the publisher that the case file gives its address, if it names none itself."""
    host = (urlsplit(document.url).hostname or "") if document.url else ""
    publisher = hosts.get(host) or hosts.get(host.removeprefix("www."))
    return replace(document, publisher=publisher) if publisher and document.publisher is None else document


def _copies(view: View, codings: list[Coding]) -> tuple[Copy, ...]:
    """The pairs of documents that say the same, the later published as the copy of the earlier."""
    order = {c.document.id: (c.document.published or "9999", c.document.name, c.document.id) for c in codings}
    found = []
    for row in view.copies():
        if row.document in order and row.other in order:
            original, copy = sorted((row.document, row.other), key=order.__getitem__)
            found.append(Copy(copy, original, row.kind == "exact"))
    return tuple(found)


def _failures(view: View) -> tuple[Failure, ...]:
    """The paths that failed when they were last read."""
    last = {row.path: row for row in view.readings()}
    return tuple(Failure(path, row.what or "") for path, row in last.items() if row.status == "failed")
