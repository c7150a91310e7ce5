"""Rows may only be added, and what they say can be searched: triggers and full-text indexes (SQLite)."""

from __future__ import annotations

from alembic import op

from demarche.ledger.sqlite import append_only, search_index

revision = "0002"
down_revision = "0001"

# Each table with its unique sets of columns beside the row number.
KEYS = {
    "originals": [["id", "kept"]],
    "texts": [["document", "digest"]],
    "documents": [["id", "version", "name", "at"]],
    "signatures": [["document", "signature"]],
    "copies": [["document", "other", "kind", "at"]],
    "readings": [],
    "codings": [["document", "version", "coder", "coder_version", "codebook", "codebook_version"]],
    "records": [["coding", "id"]],
    "events": [],
    "event_parties": [["record", "side", "position"]],
    "claims": [],
    "demands": [],
    "demand_steps": [["record", "position"]],
    "figures": [],
    "predictions": [],
    "responses": [],
    "uncoded": [["coding", "position"]],
    "judgements": [],
}


def upgrade() -> None:
    """Add the triggers and fill the indexes from the rows that are there."""
    statements = [statement for table, keys in KEYS.items() for statement in append_only(table, keys)]
    statements += search_index("text_search", "texts", "text")
    statements += search_index("quote_search", "records", "quote")
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)
