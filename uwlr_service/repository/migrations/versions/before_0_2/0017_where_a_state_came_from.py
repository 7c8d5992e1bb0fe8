"""Where each state of a school year came from, and which states are no longer whole.

Of the states of before, only the present one has a file whose dates are known. A state is taken to be whole
if a version that ended no later than it is still there: a purge takes the oldest first.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

VERSIONED = ("schoolelement", "vestiging", "groep", "samengestelde_groep", "leerling", "leerkracht")

PRESENT = """
UPDATE revisie SET
    peildatum = (SELECT j.peildatum FROM schooljaar j WHERE j.id = revisie.schooljaar_id),
    aanmaakdatum = (SELECT j.aanmaakdatum FROM schooljaar j WHERE j.id = revisie.schooljaar_id),
    bereikt = (SELECT j.aanmaakdatum FROM schooljaar j WHERE j.id = revisie.schooljaar_id)
WHERE revisie = (SELECT j.revisie FROM schooljaar j WHERE j.id = revisie.schooljaar_id)
"""


def upgrade() -> None:
    """Add the columns, with what is known of what is there."""
    op.add_column("revisie", sa.Column("peildatum", sa.Date(), nullable=True))
    op.add_column("revisie", sa.Column("aanmaakdatum", sa.DateTime(timezone=True), nullable=True))
    op.add_column("revisie", sa.Column("bereikt", sa.DateTime(timezone=True), nullable=True))
    op.add_column("revisie", sa.Column("terug_naar", sa.Integer(), nullable=True))
    op.add_column("schooljaar", sa.Column("vergeten_tot", sa.Integer(), server_default="0", nullable=False))
    op.execute(PRESENT)
    op.execute(_forget())


def downgrade() -> None:
    """Drop the columns."""
    op.drop_column("schooljaar", "vergeten_tot")
    for column in ("terug_naar", "bereikt", "aanmaakdatum", "peildatum"):
        op.drop_column("revisie", column)


def _forget() -> sa.Update:
    """Take the states before the oldest version that ended to be no longer whole."""
    schooljaar = sa.table("schooljaar", sa.column("id"), sa.column("revisie"), sa.column("vergeten_tot"))
    ended = sa.union_all(
        *(
            sa.select(versie.c.schooljaar_id, versie.c.tot_revisie).where(versie.c.tot_revisie.is_not(None))
            for versie in map(_versioned, VERSIONED)
        )
    ).subquery()
    oldest = (
        sa.select(sa.func.min(ended.c.tot_revisie) - 2)
        .where(ended.c.schooljaar_id == schooljaar.c.id)
        .scalar_subquery()
    )
    return (
        sa.update(schooljaar)
        .where(schooljaar.c.revisie > 0)
        .values(vergeten_tot=sa.func.coalesce(oldest, schooljaar.c.revisie - 1))
    )


def _versioned(name: str) -> sa.TableClause:
    return sa.table(name, sa.column("schooljaar_id"), sa.column("tot_revisie", sa.Integer()))
