"""Run the migrations on the connection that Database hands over."""

from alembic import context

from uwlr_service.repository import (  # noqa: F401  add their tables to the metadata
    schema_afspraken,
    schema_dossier,
    schema_gkv_api,
    schema_gkv_soap,
    schema_leveringen,
    schema_resultaten,
)
from uwlr_service.repository.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
