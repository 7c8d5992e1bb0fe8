"""Run the migrations on the connection that Database hands over."""

from alembic import context

from uwlr_service.repository.migrating import note
from uwlr_service.repository.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    on_version_apply=note,
)
with context.begin_transaction():
    context.run_migrations()
