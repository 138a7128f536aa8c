"""The register's tables; the migrations make them, a test holds the two together."""

import datetime as dt
from typing import Any

import sqlalchemy as sa


class Moment(sa.TypeDecorator[dt.datetime]):
    """A moment in UTC: given and returned with its zone, stored alike in every database."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """To UTC without a zone; a moment without a zone is refused."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> dt.datetime | None:
        """Back with the zone."""
        del dialect
        return None if value is None else value.replace(tzinfo=dt.UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *columns: sa.Column[Any]) -> sa.Table:
    return sa.Table(name, metadata, sa.Column("id", sa.Integer, primary_key=True), *columns)


def _account(name: str = "account_id", *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.ForeignKey("accounts.id"), nullable=nullable, index=True)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, Moment, nullable=nullable)


#: Who may come in. ``login`` is unique whatever its case; ``disabled_at`` shuts the account at once.
accounts = _table(
    "accounts",
    sa.Column("login", sa.String(254), nullable=False, unique=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    _moment("created_at"),
    _account("created_by", nullable=True),
    _moment("disabled_at", nullable=True),
)
#: Password hashes; the newest of an account counts.
passwords = _table(
    "passwords", _account(), sa.Column("hash", sa.String(255), nullable=False), _moment("set_at"),
    _account("set_by", nullable=True),
)  # fmt: skip
#: In which role, over which school and as whom of its export (staff, guardian or pupil); grades for a part of a school.
grants = _table(
    "grants",
    _account(),
    sa.Column("role", sa.String(40), nullable=False),
    sa.Column("school_id", sa.String(200)),
    sa.Column("person_id", sa.String(200)),
    sa.Column("min_grade", sa.Integer),
    sa.Column("max_grade", sa.Integer),
    _moment("granted_at"),
    _account("granted_by", nullable=True),
    _moment("withdrawn_at", nullable=True),
    _account("withdrawn_by", nullable=True),
)
#: Browsers that are let in; only the hash of what their cookie holds is kept.
sessions = _table(
    "sessions",
    _account(),
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    _moment("opened_at"),
    _moment("seen_at"),
    _moment("ended_at", nullable=True),
    sa.Column("end_reason", sa.String(20)),
)
#: Tries to log in, by a keyed hash of what was typed: people type passwords into the wrong field.
attempts = _table(
    "attempts",
    sa.Column("login_hash", sa.String(64), nullable=False, index=True),
    sa.Column("source_hash", sa.String(64), nullable=False, index=True),
    _moment("at"),
    sa.Column("succeeded", sa.Boolean, nullable=False),
)
#: Links that work once: to make the first administrator, or to set a password.
links = _table(
    "links",
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("purpose", sa.String(20), nullable=False),
    _account(nullable=True),
    _moment("made_at"),
    _moment("expires_at"),
    _moment("used_at", nullable=True),
)
#: People of an identity provider; until an administrator ties one to an account, it opens nothing.
identities = sa.Table(
    "identities",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("issuer", sa.String(255), nullable=False),
    sa.Column("subject", sa.String(255), nullable=False),
    sa.Column("shown", sa.String(254), nullable=False),
    _moment("first_seen_at"),
    _account(nullable=True),
    _moment("claimed_at", nullable=True),
    _account("claimed_by", nullable=True),
    sa.UniqueConstraint("issuer", "subject"),
)
#: Log-ins of an identity provider that were taken over already, by a keyed hash: a copy opens nothing.
handovers = _table(
    "handovers", sa.Column("hash", sa.String(64), nullable=False, unique=True), _moment("at")
)  # fmt: skip
#: Who saw or did what; the database itself refuses to change a row, and to remove one before its time.
access_log = _table(
    "access_log",
    sa.Column("at", Moment, nullable=False, index=True),
    _account(nullable=True),
    sa.Column("role", sa.String(40)),
    sa.Column("event", sa.String(30), nullable=False),
    sa.Column("what", sa.String(200)),
    sa.Column("school_id", sa.String(200)),
    sa.Column("pupil_id", sa.String(200), index=True),
    sa.Column("pupils", sa.Integer),
)
#: Up to when the access log may be cleared, and who decided it.
log_retention = _table("log_retention", _moment("before"), _moment("decided_at"), _account("decided_by", nullable=True))


def _entries(name: str, *columns: sa.Column[Any]) -> sa.Table:
    """A table of what people enter about the diary: rows are added, never changed; see :mod:`.entries`."""
    return sa.Table(
        name,
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("school_id", sa.String(200), nullable=False),
        _moment("entered_at"),
        _account("entered_by", nullable=True),
        sa.Column("role", sa.String(40)),
        sa.Column("first", sa.Integer, index=True),
        sa.Column("corrects", sa.Integer, unique=True),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        *columns,
        sa.Index(f"ix_{name}_school", "school_id", "id"),
    )


def _text(name: str, length: int, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=nullable)


#: Breaches with an objective reason: one duty, or whatever fell due at the school from one day to another.
excuses = _entries(
    "excuses",
    _text("obligation", 100),
    _text("subject_id", 1000),
    _text("pupil_id", 200),
    sa.Column("since", sa.Date),
    sa.Column("until", sa.Date),
    _text("cause", 20, nullable=False),
    _text("reason", 2000, nullable=False),
)
#: That somebody went through a month, its filling or its attendance: of these grades, or (null) of the whole school.
sign_offs = _entries(
    "sign_offs",
    _text("kind", 40, nullable=False),
    _text("period", 20, nullable=False),
    _text("note", 2000),
    sa.Column("min_grade", sa.Integer),
    sa.Column("max_grade", sa.Integer),
)
#: What was done for a pupil, and notes; ``confidential`` ones are for people of the role that wrote them.
interventions = _entries(
    "interventions",
    _text("pupil_id", 200, nullable=False),
    _text("kind", 20, nullable=False),
    _text("text", 2000, nullable=False),
    sa.Column("confidential", sa.Boolean, nullable=False),
)
#: Acts about changes of locked data: drafts, until they are signed.
acts = _entries(
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
#: Reminders that were copied or sent to a person: about which month, how many duties, and the keys of their records.
reminders = _entries(
    "reminders",
    _text("staff_id", 200, nullable=False),
    _text("period", 20, nullable=False),
    sa.Column("duties", sa.Integer, nullable=False),
    sa.Column("records", sa.Text, nullable=False),
)
#: Up to which day entries may be removed, and who decided it.
entry_retention = _table(
    "entry_retention", sa.Column("before", sa.Date, nullable=False), _moment("decided_at"),
    _account("decided_by", nullable=True),
)  # fmt: skip
#: What signs and hashes here, made at random when the register is.
secrets = sa.Table(
    "secrets",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", sa.String(128), nullable=False),
)
