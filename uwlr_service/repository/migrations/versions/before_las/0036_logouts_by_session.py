"""Finds the logouts of one session among those of a month, of which a large application has thousands."""

from collections.abc import Sequence

from alembic import op

revision: str = "0036"
down_revision: str | None = "0035"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_sso_afmelding_sid", "sso_afmelding", ["sid"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_sso_afmelding_sid", table_name="sso_afmelding")
