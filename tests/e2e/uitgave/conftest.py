"""The next release: a copy of the present one, with migrations of the kind that only adds."""

import pytest

from tests.support.uitgave.programma import Programma

NEW_TABLE = """
op.create_table(
    "toelichting",
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("school_id", sa.Integer(), sa.ForeignKey("school.id", ondelete="CASCADE"), nullable=False),
)
"""
NEW_COLUMN = """
op.add_column("resultaat", sa.Column("herkomst", sa.String(16), nullable=False, server_default="partner"))
"""
NEW_COLUMN_OF_PUPILS = """
op.add_column("leerling", sa.Column("bijnaam", sa.Text(), nullable=True))
"""
NEW_INDEX = """
op.drop_index("ix_resultaat_soort", table_name="resultaat", if_exists=True, postgresql_concurrently=True)
op.create_index("ix_resultaat_soort", "resultaat", ["soort"], postgresql_concurrently=True)
"""


@pytest.fixture
def nieuw(tmp_path_factory: pytest.TempPathFactory) -> Programma:
    """The program of the next release."""
    programma = Programma.copy(tmp_path_factory.mktemp("nieuw"))
    for upgrade in (NEW_TABLE, NEW_COLUMN, NEW_COLUMN_OF_PUPILS):
        programma.add_migration("expand", upgrade)
    programma.add_migration("expand", NEW_INDEX, in_transaction=False)
    return programma
