"""Addresses for which somebody asked new links to applications, until the worker mails them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0029"
down_revision: str | None = "0028"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "aanvraaglinkvraag",
        sa.Column("mail", sa.String(length=254), nullable=False),
        sa.Column("gevraagd", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mail", name=op.f("pk_aanvraaglinkvraag")),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("aanvraaglinkvraag")
