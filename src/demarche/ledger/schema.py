"""The tables of the ledger. Rows are only ever added; what is current is worked out by a view.

Portable SQL only: what SQLite alone can do lives in `demarche.ledger.sqlite`. Times (``at``) are ISO 8601 in UTC with
microseconds, so that comparing them as text compares them in time. Dates of events are kept as EDTF together with the
first and last day that they admit. ``seq`` columns are row numbers of this file and mean nothing outside it.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0002"
"""The schema that this code reads and writes; an older file is brought to it when it is opened."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Number = BigInteger().with_variant(Integer, "sqlite")


def _seq() -> Column[int]:
    return Column("seq", Number, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _perhaps(name: str) -> Column[str | None]:
    return Column(name, Text)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _record() -> Column[int]:
    """The row of `records` that this row completes."""
    return Column("record", Number, ForeignKey("records.seq"), primary_key=True, autoincrement=False)


def _when(prefix: str) -> list[Column[str | None]]:
    return [
        _perhaps(f"{prefix}_edtf"),
        _perhaps(f"{prefix}_lower"),
        _perhaps(f"{prefix}_upper"),
        _perhaps(f"{prefix}_basis"),
    ]


originals = Table(
    "originals",
    metadata,
    _seq(),
    Column("id", String(64), nullable=False),  # SHA-256 of all the bytes
    Column("size", Number, nullable=False),
    Column("kept", Number, nullable=False),  # how many of them `data` holds; less than `size` only for a failed input
    Column("data", LargeBinary, nullable=False),  # zlib
    UniqueConstraint("id", "kept"),
)

texts = Table(
    "texts",
    metadata,
    _seq(),
    Column("document", String(64), nullable=False),
    Column("digest", String(24), nullable=False),
    _text("text"),
    UniqueConstraint("document", "digest"),
)

# One row for each way that the same bytes have been described: a later version may extract another text or date from
# them, and the same bytes may lie under several names.
documents = Table(
    "documents",
    metadata,
    _seq(),
    Column("id", String(64), nullable=False),
    Column("version", String(24), nullable=False),  # hash of all fields but the name
    _text("name"),
    _perhaps("publisher"),
    _perhaps("title"),
    _perhaps("author"),
    _perhaps("published"),
    _perhaps("language"),
    _perhaps("url"),
    _text("media_type"),
    _text("furniture"),  # JSON: [[start, end, reason], …]
    Column("text", Number, ForeignKey("texts.seq"), nullable=False),
    _text("at"),
    UniqueConstraint("id", "version", "name", "at"),
    Index("ix_documents_in_order", "published", "name", "id", "version", "at"),
)

signatures = Table(
    "signatures",
    metadata,
    _seq(),
    Column("document", String(64), nullable=False),
    Column("signature", LargeBinary, nullable=False),  # it begins with the name of its scheme
    UniqueConstraint("document", "signature"),
)

copies = Table(
    "copies",
    metadata,
    _seq(),
    Column("document", String(64), nullable=False),  # the smaller id of the two: the link has no direction
    Column("other", String(64), nullable=False, index=True),
    _text("kind"),
    Column("similarity", Float, nullable=False),
    _text("at"),
    UniqueConstraint("document", "other", "kind", "at"),
)

readings = Table(
    "readings",
    metadata,
    _seq(),
    _text("path"),
    Column("document", String(64), index=True),
    _text("status"),
    _perhaps("code"),
    _perhaps("what"),
    _perhaps("remedy"),
    Column("original", String(64)),
    _text("at"),
)

codings = Table(
    "codings",
    metadata,
    _seq(),
    Column("document", String(64), nullable=False),
    Column("version", String(24), nullable=False),
    _text("coder"),
    _text("coder_version"),
    _text("codebook"),
    _text("codebook_version"),
    _text("at"),
    Column("digest", String(24), nullable=False),
    UniqueConstraint(
        "document", "version", "coder", "coder_version", "codebook", "codebook_version", name="uq_codings_made"
    ),
    Index("ix_codings_latest", "document", "at", "digest"),
)

# What records of all kinds share; the table of its kind holds the rest.
records = Table(
    "records",
    metadata,
    _seq(),
    Column("coding", Number, ForeignKey("codings.seq"), nullable=False),
    Column("id", String(24), nullable=False, index=True),
    _text("kind"),
    _count("start"),
    _count("end"),
    _text("quote"),
    _text("rule"),
    Column("confidence", Float),
    UniqueConstraint("coding", "id"),
    Index("ix_records_in_order", "coding", "kind", "start", "id"),
)

events = Table(
    "events",
    metadata,
    _record(),
    Column("type", Text, nullable=False, index=True),
    _perhaps("mode"),
    _text("contexts"),  # JSON
    *_when("date"),
    _text("status"),
    _perhaps("place"),
    Column("speaker", Text, index=True),
    Index("ix_events_dates", "date_lower", "date_upper"),
)

event_parties = Table(
    "event_parties",
    metadata,
    _record(),
    Column("side", String(9), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, index=True),
    _perhaps("name"),
)

claims = Table(
    "claims",
    metadata,
    _record(),
    Column("speaker", Text, index=True),
    _perhaps("speaker_role"),
    _perhaps("speaker_side"),
    _text("kind"),
    _perhaps("cue"),
    _text("certainty"),
)

demands = Table(
    "demands",
    metadata,
    _record(),
    Column("issuer", Text, nullable=False, index=True),
    Column("addressee", Text, nullable=False, index=True),
    _text("act"),
)

demand_steps = Table(
    "demand_steps",
    metadata,
    _record(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _text("status"),
    *_when("date"),
    Column("speaker", Text, index=True),
    _count("start"),
    _count("end"),
    _text("quote"),
)

figures = Table(
    "figures",
    metadata,
    _record(),
    Column("kind", Text, nullable=False, index=True),
    Column("value", Float),
    Column("low", Float),
    Column("high", Float),
    _text("unit"),
    _text("about"),
    Column("speaker", Text, index=True),
)

predictions = Table(
    "predictions",
    metadata,
    _record(),
    Column("speaker", Text, index=True),
    _text("expects"),
    *_when("horizon"),
)

responses = Table(
    "responses",
    metadata,
    _record(),
    Column("event", String(24), nullable=False, index=True),
    Column("in_response_to", String(24), nullable=False, index=True),
)

# The words of these are not stored twice: they are the text from start to end.
uncoded = Table(
    "uncoded",
    metadata,
    Column("coding", Number, ForeignKey("codings.seq"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _count("start"),
    _count("end"),
    _text("reason"),
)

judgements = Table(
    "judgements",
    metadata,
    _seq(),
    Column("record", String(24), nullable=False, index=True),
    _text("kind"),
    _text("by"),
    _text("why"),
    _text("at"),
)
