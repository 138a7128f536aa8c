"""Alembic's entry: run over the connection that :mod:`ediary_analytics.register.store` hands in."""

from alembic import context

from ediary_analytics.register.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
