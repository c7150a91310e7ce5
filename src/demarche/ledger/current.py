"""Which rows are current: as conditions that every query of a view shares."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, and_, exists, true, tuple_

from demarche.ledger.schema import codings, documents


@dataclass(frozen=True, slots=True)
class Current:
    """The rows that count at a time (None: now), of all documents (None) or of some."""

    as_of: str | None
    documents: Collection[str] | None

    def by_then(self, at: Column[str]) -> ColumnElement[bool]:
        """Whether a row was there."""
        return true() if self.as_of is None else at <= self.as_of

    def among(self, document: Column[Any]) -> ColumnElement[bool]:
        """Whether a document is one of those asked for."""
        return true() if self.documents is None else document.in_(list(self.documents))

    def latest(self) -> ColumnElement[bool]:
        """Whether a row of `codings` is its document's latest; of two of one time, the greater digest wins."""
        later = codings.alias("later")
        follows = tuple_(later.c.at, later.c.digest) > tuple_(codings.c.at, codings.c.digest)
        return and_(
            self.by_then(codings.c.at),
            self.among(codings.c.document),
            ~exists().where(later.c.document == codings.c.document, follows, self.by_then(later.c.at)),
        )

    def named(self) -> ColumnElement[bool]:
        """Whether a row of `documents` bears the first of the names under which it was read like this."""
        before = documents.alias("before")
        precedes = tuple_(before.c.name, before.c.at) < tuple_(documents.c.name, documents.c.at)
        same = and_(before.c.id == documents.c.id, before.c.version == documents.c.version)
        return and_(self.by_then(documents.c.at), ~exists().where(same, precedes, self.by_then(before.c.at)))

    def documents_coded(self) -> FromClause:
        """Descriptions of documents joined with the codings made from them; `latest` and `named` leave one row each."""
        return documents.join(
            codings, and_(codings.c.document == documents.c.id, codings.c.version == documents.c.version)
        )


ORDER = (documents.c.published.nulls_first(), documents.c.name, documents.c.id)
