"""What people enter about the diary, which the database itself keeps from being changed."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ediary_analytics.register.tables import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = ("excuses", "sign_offs", "interventions", "acts", "reminders")
_SQLITE = """
create trigger {table}_are_final before update on {table}
begin select raise(abort, 'entries are final'); end;

create trigger {table}_are_kept before delete on {table}
when old.day >= coalesce((select max(before) from entry_retention), '')
begin select raise(abort, 'entries are kept'); end;
"""
_SQLITE_RETENTION = """
create trigger entry_retention_is_final before update on entry_retention
begin select raise(abort, 'entries are final'); end;

create trigger entry_retention_is_kept before delete on entry_retention
begin select raise(abort, 'entries are final'); end;
"""
_POSTGRESQL = """
create trigger {table}_are_final before update or delete on {table}
for each row execute function entries_guard();
"""
_POSTGRESQL_RETENTION = """
create function entries_guard() returns trigger language plpgsql as $$ begin
    if tg_op = 'DELETE' and old.day < coalesce((select max(before) from entry_retention), '-infinity'::date)
    then return old;
    end if;
    raise exception 'entries are final';
end $$;

create function entry_retention_guard() returns trigger language plpgsql as $$ begin
    raise exception 'entries are final';
end $$;

create trigger entry_retention_is_final before update or delete on entry_retention
for each row execute function entry_retention_guard();
"""


def _account(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey("accounts.id"), nullable=True, index=True)


def _text(name: str, length: int, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _entries(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("school_id", sa.String(200), nullable=False),
        sa.Column("entered_at", Moment(), nullable=False),
        _account("entered_by"),
        sa.Column("role", sa.String(40)),
        sa.Column("first", sa.Integer, index=True),
        sa.Column("corrects", sa.Integer, unique=True),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        *columns,
    )
    op.create_index(f"ix_{name}_school", name, ["school_id", "id"])


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "entry_retention",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("before", sa.Date, nullable=False),
        sa.Column("decided_at", Moment(), nullable=False),
        _account("decided_by"),
    )
    _entries(
        "excuses",
        _text("obligation", 100),
        _text("subject_id", 1000),
        _text("pupil_id", 200),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        _text("cause", 20, nullable=False),
        _text("reason", 2000, nullable=False),
    )
    _entries("sign_offs", _text("kind", 40, nullable=False), _text("period", 20, nullable=False), _text("note", 2000))
    _entries(
        "interventions",
        _text("pupil_id", 200, nullable=False),
        _text("kind", 20, nullable=False),
        _text("text", 2000, nullable=False),
        sa.Column("confidential", sa.Boolean, nullable=False),
    )
    _entries(
        "acts",
        _text("lock_id", 200, nullable=False),
        _text("change_id", 200),
        _text("staff_id", 200),
        _text("subject_id", 200),
        _text("class_id", 200),
        _text("pupil_id", 200),
        _text("reason", 2000),
        _text("wrong_value", 500),
        _text("right_value", 500),
        _text("approved_by", 200),
        sa.Column("signed_on", sa.Date),
    )
    _entries(
        "reminders",
        _text("staff_id", 200, nullable=False),
        _text("period", 20, nullable=False),
        sa.Column("duties", sa.Integer, nullable=False),
        sa.Column("records", sa.Text, nullable=False),
    )
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    guards = [_POSTGRESQL_RETENTION if is_postgresql else _SQLITE_RETENTION]
    guards += [(_POSTGRESQL if is_postgresql else _SQLITE).format(table=table) for table in _TABLES]
    for guard in guards:
        for statement in guard.strip().split("\n\n"):
            op.execute(statement)
