"""Accounts and logins of pupils, parents and staff."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from ediary_analytics.synth import grid
from ediary_analytics.synth.families import Families
from ediary_analytics.synth.frame import from_columns, from_rows
from ediary_analytics.synth.grid import ALWAYS, DAY, NEVER, Ints, Reals, between
from ediary_analytics.synth.habits import HOUR
from ediary_analytics.synth.school import School
from ediary_analytics.synth.year import DAYS_SPAN, FRIDAY

#: From this grade on every pupil has an account; below, some do.
OWN_ACCOUNT_FROM: Final = 5
YOUNG_SHARE: Final = 0.25
YOUNGEST: Final = 3
NO_ACCOUNT_SHARE: Final = 0.008
GIVEN_LATE_SHARE: Final = 0.035
UNDATED_SHARE: Final = 0.03
PUPIL_NEVER_SHARE: Final = 0.02
WEEKEND: Final = 0.5
_KINDS: Final = ("pupil", "guardian", "staff")
PUPIL, GUARDIAN, STAFF = range(len(_KINDS))
#: Hours between which each kind logs in, on two occasions of a day.
_OCCASIONS: Final = np.array([[(14, 21), (18, 22)], [(17, 22), (7, 9)], [(7, 13), (14, 21)]])
#: The chance of the second occasion, on a day with the first.
_AGAIN: Final = np.array([0.0, 0.0, 0.35])


@dataclass(slots=True)
class Account:
    """An account; ``given`` is NEVER where nobody noted it, ``zeal`` the daily chance of a login."""

    kind: int
    person: int
    created: int
    given: int
    last: int
    zeal: float


@dataclass(frozen=True, slots=True)
class Logins:
    """Logins of the year by account and moment."""

    account: Ints
    moment: Ints


def accounts(school: School, families: Families) -> list[Account]:
    """The accounts of the year: staff, then pupils, then guardians."""
    rng = school.plan.stream("accounts")
    start = school.year.start
    found = [
        Account(
            STAFF, p.index, between(rng, max(p.since, start - 6), 9, 12), 0, p.until, float(rng.uniform(0.75, 0.98))
        )
        for p in school.staff.people
    ]
    for account in found:
        account.given = account.created + int(rng.integers(600, 20_000))
    first, last = _stay(school)
    zeal = np.clip(0.4 + rng.normal(0, 0.17, school.pupils.size), 0.03, 0.9)
    for pupil in range(school.pupils.size):
        grade = school.pupils.grade[pupil]
        wanted = grade >= OWN_ACCOUNT_FROM or (grade >= YOUNGEST and rng.random() < YOUNG_SHARE)
        if wanted and rng.random() >= NO_ACCOUNT_SHARE:
            share = 0.0 if rng.random() < PUPIL_NEVER_SHARE else float(zeal[pupil])
            found.append(Account(PUPIL, pupil, *_opened(rng, school, int(first[pupil])), int(last[pupil]), share))
    children = {family: np.flatnonzero(school.pupils.family == family) for family in families.of_family}
    for guardian in families.guardians:
        own = children[guardian.family]
        if rng.random() >= NO_ACCOUNT_SHARE:
            share = 0.0 if families.absent[guardian.number] else float(families.zeal[guardian.number])
            opened = _opened(rng, school, int(first[own].min()))
            found.append(Account(GUARDIAN, guardian.number, *opened, int(last[own].max()), share))
    return found


def _stay(school: School) -> tuple[Ints, Ints]:
    """First and last day of each pupil at the school."""
    first = np.full(school.pupils.size, NEVER)
    last = np.full(school.pupils.size, ALWAYS)
    for spell in school.pupils.enrolments:
        first[spell.pupil] = min(first[spell.pupil], spell.first)
        last[spell.pupil] = max(last[spell.pupil], spell.last)
    return first, last


def _opened(rng: np.random.Generator, school: School, joined: int) -> tuple[int, int]:
    """When an account is created, and when its credentials are handed over."""
    day = joined - int(rng.integers(1, 7)) if joined == school.year.start else joined + int(rng.integers(3))
    created = between(rng, day, 8, 17)
    chance = rng.random()
    if chance < UNDATED_SHARE:
        return created, NEVER
    if chance < UNDATED_SHARE + GIVEN_LATE_SHARE:
        return created, between(rng, max(joined, day) + int(rng.integers(16, 35)), 8, 17)
    return created, between(rng, max(joined, day) + int(rng.integers(11)), 8, 18)


def logins(school: School, found: list[Account]) -> Logins:
    """Who looked in when, from the first of September to the end of the school year."""
    rng, year = school.plan.stream("logins"), school.year
    kind = np.array([account.kind for account in found])
    zeal: Reals = np.array([account.zeal for account in found])
    given = np.array([account.created if account.given == NEVER else account.given for account in found]) // DAY
    last = np.minimum([account.last for account in found], year.end + 7)
    eager = np.where(year.weekday <= FRIDAY, 1.0, WEEKEND) * np.where(school.common, 1.0, WEEKEND)
    chance = rng.random((kind.size, DAYS_SPAN)) < zeal[:, None] * eager[None, :]
    chance &= (year.days >= np.maximum(given + 1, year.start)[:, None]) & (year.days <= last[:, None])
    account, day = np.nonzero(chance)
    moments = []
    for occasion, share in ((0, np.ones(account.size)), (1, _AGAIN[kind[account]])):
        there = np.flatnonzero(rng.random(account.size) < share)
        low, high = _OCCASIONS[kind[account[there]], occasion].T * HOUR
        # The second occasion of staff may touch the first one's hours only on another second: odd against even.
        second = (low + (rng.random(there.size) * (high - low)).astype(np.int64)) // 2 * 2 + occasion
        moments.append((account[there], (day[there] + year.base) * DAY + second))
    who, when = (np.concatenate(column) for column in zip(*moments, strict=True))
    order = np.lexsort((when, who))
    return Logins(who[order], when[order])


def reached(found: list[Account]) -> set[int]:
    """The guardians who ever log in."""
    return {account.person for account in found if account.kind == GUARDIAN and account.zeal > 0}


def account_table(school: School, found: list[Account], families: Families, present: set[int]) -> pa.Table:
    """The table ``accounts``: those created by the export's last day, of people whom it holds."""
    cut = school.year.cut
    codes = school.pupil_codes, [guardian.code for guardian in families.guardians], school.staff_codes
    rows: list[tuple[Any, ...]] = []
    for number in kept(school, found, families, present):
        account = found[number]
        person = codes[account.kind][account.person]
        rows.append((f"u{number + 1:04d}", _KINDS[account.kind], person, account.created, account.given))
    return from_rows("accounts", rows, cut)


def kept(school: School, found: list[Account], families: Families, present: set[int]) -> list[int]:
    """The accounts of the export."""
    near = {g.number for pupil in present for g in families.of(school, pupil)}
    people = (present, near, {p.index for p in school.staff.people if p.since <= school.year.until})
    return [n for n, a in enumerate(found) if a.created <= school.year.cut and a.person in people[a.kind]]


def login_table(school: School, entries: Logins, shown: list[int]) -> pa.Table:
    """The table ``logins`` of the export's days."""
    year = school.year
    there = np.isin(entries.account, shown) & (entries.moment >= year.since * DAY) & (entries.moment <= year.cut)
    return from_columns(
        "logins",
        {
            "account_id": grid.codes("u", entries.account[there] + 1, 4),
            "logged_in_at": grid.stamps(entries.moment[there], year.cut),
        },
    )
