"""Run by Alembic: applies the steps on the connection that the ledger hands over, in its transaction."""

from alembic import context

from demarche.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by making a new one
)
context.run_migrations()
