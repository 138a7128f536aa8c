"""Log-ins of an identity provider that were taken over, so that each is taken over once."""

import sqlalchemy as sa
from alembic import op

from ediary_analytics.register.tables import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "handovers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("at", Moment(), nullable=False),
    )
