"""The tables of the first ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT, ID = sa.String(64), sa.String(24)


def upgrade() -> None:
    """Make every table with its indexes."""
    make(
        "originals",
        [seq(), must("id", DOCUMENT), must("size", NUMBER), must("kept", NUMBER), must("data", sa.LargeBinary())],
        unique=["id", "kept"],
    )
    make(
        "texts",
        [seq(), must("document", DOCUMENT), must("digest", ID), must("text")],
        unique=["document", "digest"],
    )
    make(
        "documents",
        [seq(), must("id", DOCUMENT), must("version", ID), must("name")]
        + [may(name) for name in ("publisher", "title", "author", "published", "language", "url")]
        + [must("media_type"), must("furniture"), must("text", NUMBER), must("at")],
        parent=("text", "texts"),
        unique=["id", "version", "name", "at"],
        indexes={"in_order": ["published", "name", "id", "version", "at"]},
    )
    make(
        "signatures",
        [seq(), must("document", DOCUMENT), must("signature", sa.LargeBinary())],
        unique=["document", "signature"],
    )
    make(
        "copies",
        [
            seq(),
            must("document", DOCUMENT),
            must("other", DOCUMENT),
            must("kind"),
            must("similarity", sa.Float()),
            must("at"),
        ],
        unique=["document", "other", "kind", "at"],
        indexes={"other": ["other"]},
    )
    make(
        "readings",
        [
            *(seq(), must("path"), may("document", DOCUMENT), must("status")),
            *(may("code"), may("what"), may("remedy"), may("original", DOCUMENT), must("at")),
        ],
        indexes={"document": ["document"]},
    )
    key = ["coder", "coder_version", "codebook", "codebook_version"]
    make(
        "codings",
        [seq(), must("document", DOCUMENT), must("version", ID), *map(must, key), must("at"), must("digest", ID)],
        unique=["document", "version", *key],
        unique_name="made",
        indexes={"latest": ["document", "at", "digest"]},
    )
    make(
        "records",
        [
            seq(),
            must("coding", NUMBER),
            must("id", ID),
            must("kind"),
            *span(),
            must("rule"),
            may("confidence", sa.Float()),
        ],
        parent=("coding", "codings"),
        unique=["coding", "id"],
        indexes={"id": ["id"], "in_order": ["coding", "kind", "start", "id"]},
    )
    make_kinds()
    make(
        "uncoded",
        [must("coding", NUMBER), must("position", sa.Integer()), *span()[:2], must("reason")],
        parent=("coding", "codings"),
        key=["coding", "position"],
    )
    make(
        "judgements",
        [seq(), must("record", ID), must("kind"), must("by"), must("why"), must("at")],
        indexes={"record": ["record"]},
    )


def make_kinds() -> None:
    """The tables that complete `records`, kind by kind."""
    make(
        "events",
        [
            record(),
            must("type"),
            may("mode"),
            must("contexts"),
            *when("date"),
            must("status"),
            may("place"),
            may("speaker"),
        ],
        parent=("record", "records"),
        key=["record"],
        indexes={"dates": ["date_lower", "date_upper"], "type": ["type"], "speaker": ["speaker"]},
    )
    make(
        "event_parties",
        [record(), must("side", sa.String(9)), must("position", sa.Integer()), may("code"), may("name")],
        parent=("record", "records"),
        key=["record", "side", "position"],
        indexes={"code": ["code"]},
    )
    make(
        "claims",
        [
            record(),
            may("speaker"),
            may("speaker_role"),
            may("speaker_side"),
            must("kind"),
            may("cue"),
            must("certainty"),
        ],
        parent=("record", "records"),
        key=["record"],
        indexes={"speaker": ["speaker"]},
    )
    make(
        "demands",
        [record(), must("issuer"), must("addressee"), must("act")],
        parent=("record", "records"),
        key=["record"],
        indexes={"issuer": ["issuer"], "addressee": ["addressee"]},
    )
    make(
        "demand_steps",
        [record(), must("position", sa.Integer()), must("status"), *when("date"), may("speaker"), *span()],
        parent=("record", "records"),
        key=["record", "position"],
        indexes={"speaker": ["speaker"]},
    )
    make(
        "figures",
        [
            *(record(), must("kind"), may("value", sa.Float()), may("low", sa.Float()), may("high", sa.Float())),
            *(must("unit"), must("about"), may("speaker")),
        ],
        parent=("record", "records"),
        key=["record"],
        indexes={"kind": ["kind"], "speaker": ["speaker"]},
    )
    make(
        "predictions",
        [record(), may("speaker"), must("expects"), *when("horizon")],
        parent=("record", "records"),
        key=["record"],
        indexes={"speaker": ["speaker"]},
    )
    make(
        "responses",
        [record(), must("event", ID), must("in_response_to", ID)],
        parent=("record", "records"),
        key=["record"],
        indexes={"event": ["event"], "in_response_to": ["in_response_to"]},
    )


def make(
    table: str,
    columns: Sequence[sa.Column[Any]],
    *,
    key: Sequence[str] = ("seq",),
    parent: tuple[str, str] | None = None,
    unique: Sequence[str] = (),
    unique_name: str | None = None,
    indexes: dict[str, list[str]] | None = None,
) -> None:
    """Make a table; `parent` is a column and the table whose `seq` it holds."""
    laws: list[sa.Constraint] = [sa.PrimaryKeyConstraint(*key, name=f"pk_{table}")]
    if parent:
        laws.append(sa.ForeignKeyConstraint([parent[0]], [f"{parent[1]}.seq"], name=f"fk_{table}_{parent[0]}"))
    if unique:
        laws.append(sa.UniqueConstraint(*unique, name=f"uq_{table}_{unique_name or '_'.join(unique)}"))
    op.create_table(table, *columns, *laws)
    for name, of in (indexes or {}).items():
        op.create_index(f"ix_{table}_{name}", table, of)


def seq() -> sa.Column[Any]:
    """A row number."""
    return sa.Column("seq", NUMBER, nullable=False)


def record() -> sa.Column[Any]:
    """The row of `records` that is completed."""
    return sa.Column("record", NUMBER, nullable=False, autoincrement=False)


def must(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    """A column that always holds something."""
    return sa.Column(name, kind, nullable=False, autoincrement=False)


def may(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    """A column that may hold nothing."""
    return sa.Column(name, kind)


def span() -> list[sa.Column[Any]]:
    """Where some words stand, and the words."""
    return [must("start", sa.Integer()), must("end", sa.Integer()), must("quote")]


def when(prefix: str) -> list[sa.Column[Any]]:
    """A date: EDTF, its bounds and how it was resolved."""
    return [may(f"{prefix}_{part}") for part in ("edtf", "lower", "upper", "basis")]
