"""A case as the views see it: everything that was read of one dispute, in memory, without a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from demarche.codebook import Codebook
from demarche.records import Coding, Document


@dataclass(frozen=True, slots=True)
class Publisher:
    """An outlet: its name, the state where it sits (code) and who owns it, by name ("state of Norway" of its own),
    as far as known. Two outlets of one owner are not independent of each other."""

    name: str
    country: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: its path or address, and what was wrong with it."""

    path: str
    what: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A document (id) that repeats another (id). An ``exact`` copy is kept and not coded; a near one is coded too."""

    document: str
    original: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One case. ``period`` is its first and last day or month (ISO, either may be open); ``sides`` are codes;
    ``versions`` pairs of a part ("coder", "codebook") and its name with version; ``read_at`` the time of the last
    reading (ISO)."""

    title: str | None
    sides: tuple[str, ...]
    period: tuple[str | None, str | None]
    documents: tuple[Document, ...]
    codings: tuple[Coding, ...]
    publishers: tuple[Publisher, ...] = ()
    copies: tuple[Copy, ...] = ()
    failures: tuple[Failure, ...] = ()
    read_at: str | None = None
    versions: tuple[tuple[str, str], ...] = ()

    def by_id(self) -> Mapping[str, Document]:
        """The documents by their ids."""
        return {document.id: document for document in self.documents}

    def publisher_names(self) -> tuple[str, ...]:
        """The publishers of the documents, each once, in alphabetical order; documents without one are not counted."""
        return tuple(sorted({d.publisher for d in self.documents if d.publisher}))

    def independent(self) -> int:
        """How many of the publishers tell something of their own: one owner counts once, and who only copies, not at
        all."""
        copied = {copy.document for copy in self.copies}
        owners = {p.name: p.owner or p.name for p in self.publishers}
        return len({owners.get(d.publisher, d.publisher) for d in self.documents if d.publisher and d.id not in copied})


def case_of(
    codings: Iterable[Coding],
    codebook: Codebook,
    *,
    title: str | None = None,
    sides: tuple[str, ...] = (),
    period: tuple[str | None, str | None] = (None, None),
    publishers: Iterable[Publisher] = (),
    copies: tuple[Copy, ...] = (),
    duplicates: Iterable[Document] = (),
    failures: tuple[Failure, ...] = (),
    read_at: str | None = None,
) -> Case:
    """A case from what was coded. What is not told is filled in: as the sides, the two states that most events name;
    as the publishers, what the codebook knows of them; as the versions, those that made the records. ``duplicates``
    are documents that were kept and not coded."""
    ordered = tuple(sorted(codings, key=lambda c: _order(c.document)))
    documents = tuple(sorted((*(c.document for c in ordered), *duplicates), key=_order))
    made = {r.provenance for c in ordered for r in c.records()}
    versions = {("coder", f"{p.coder} {p.coder_version}") for p in made}
    versions |= {("codebook", f"{p.codebook} {p.codebook_version}") for p in made}
    return Case(
        title=title,
        sides=sides or _sides(ordered, codebook.states),
        period=period,
        documents=documents,
        codings=ordered,
        publishers=_publishers(documents, {p.name: p for p in publishers}, codebook),
        copies=copies,
        failures=failures,
        read_at=read_at,
        versions=tuple(sorted(versions)),
    )


def _order(document: Document) -> tuple[str, str, str]:
    return document.published or "9999", document.name, document.id


def _sides(codings: tuple[Coding, ...], states: Container[str]) -> tuple[str, ...]:
    """The two states that stand in most events, in alphabetical order of their codes."""
    count: Counter[str] = Counter()
    for coding in codings:
        for event in coding.events:
            count.update({party.partition(":")[0] for party in (*event.actors, *event.recipients)})
    ranked = sorted((code for code in count if code in states), key=lambda code: (-count[code], code))
    return tuple(sorted(ranked[:2]))


def _publishers(
    documents: Iterable[Document], told: Mapping[str, Publisher], codebook: Codebook
) -> tuple[Publisher, ...]:
    """Every publisher of a document: as told by the caller, or as the codebook knows it, or by its name alone."""
    found = []
    for name in sorted({d.publisher for d in documents if d.publisher}):
        known = codebook.publishers.get(name)
        if name in told:
            found.append(told[name])
        elif known is not None:
            owner = f"state of {known.country}" if known.owner == "state" else None
            found.append(Publisher(name, known.country, owner))
        else:
            found.append(Publisher(name))
    return tuple(found)
