"""Runs the central schema's migrations on the connection it is given, within its transaction."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table="central_version",
    version_table_schema="sync",
)
context.run_migrations()
