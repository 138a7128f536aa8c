"""Locked months and terms; what is changed in them afterwards, with the acts and notices that belong to it."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from ediary_analytics.synth import grades, texts
from ediary_analytics.synth.attendance import kept as absences_kept
from ediary_analytics.synth.corrections import Correction, Corrections
from ediary_analytics.synth.frame import from_rows
from ediary_analytics.synth.grid import DAY, NEVER, NONE, Bools, Deck, between
from ediary_analytics.synth.records import Records
from ediary_analytics.synth.school import School

#: Pupils per correction after a lock, of a month and of a term.
PUPILS_PER_FIX: Final = 220
INCOMPLETE_SHARE: Final = 0.02
#: Every so many months some class's diary is locked apart.
CLASS_LOCK_EVERY: Final = 3
#: How many working days after unlocking acts are signed, None: never. They are few, so the fates are dealt from a hand:
#: in the first months somebody is late and somebody forgets, later that is rare.
_FIRST_HAND: Final = (0, 0, 0, 1, 5, None)
_LATER_HAND: Final = (*[0] * 11, 1, 1, 6, None)
#: Of the first four months two are locked in time, one late and one never; then it is mostly in time.
_FIRST_MONTHS: Final = ("in time", "late", "in time", "never")
_LATER_LATE, _LATER_NEVER = 0.15, 0.05
_NOTICE_KINDS: Final = ("administrator", "teacher", "pupil", "guardian")
#: Of so many changes in locked terms one lacks a notice and one has a late one.
_NOTICE_CYCLE, _NOTICE_MISSING, _NOTICE_LATE = 6, 1, 2


@dataclass(slots=True)
class Lock:
    """A lock of a period, for a class or (NONE) the whole school, until it is unlocked (NEVER: still locked)."""

    scope: str
    period: str
    klass: int
    locked: int
    unlocked: int = NEVER


@dataclass(frozen=True, slots=True)
class Act:
    """A paper about a change in something unlocked."""

    lock: Lock
    correction: Correction
    signed: int


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the change history."""

    correction: Correction
    moment: int
    incomplete: float


@dataclass(frozen=True, slots=True)
class Files:
    """Locks, acts, changes and notices (change, recipient, moment) of the year, each in order of time."""

    locks: list[Lock]
    acts: list[Act]
    changes: list[Change]
    notices: list[tuple[Change, str, int]]


def files(school: School, records: Records) -> Files:
    """Keep the administrator's files for the year."""
    desk = _Desk(school, records)
    desk.months()
    desk.terms()
    desk.changes += [Change(c, moment, float(desk.rng.random())) for c, moment in desk.wrong.soon()]
    return Files(
        sorted(desk.locks, key=lambda lock: (lock.locked, lock.klass, lock.period)),
        sorted(desk.acts, key=lambda act: (act.lock.unlocked, act.correction.record)),
        sorted(desk.changes, key=lambda change: (change.moment, change.correction.record)),
        desk.notices,
    )


class _Desk:
    """The administrator at work."""

    def __init__(self, school: School, records: Records) -> None:
        self.rng = school.plan.stream("locks")
        self.school, self.year = school, school.year
        self.wrong = Corrections(school, records)
        self.locks: list[Lock] = []
        self.acts: list[Act] = []
        self.changes: list[Change] = []
        self.notices: list[tuple[Change, str, int]] = []
        self.signing = Deck(self.rng, _FIRST_HAND, _LATER_HAND)
        self.fixes = 1 + school.pupils.size // PUPILS_PER_FIX

    def months(self) -> None:
        """Lock every month of the school year, sooner or later; some classes' diaries apart."""
        last = int(self.year.months(np.array([self.year.end]))[0])
        first = [_FIRST_MONTHS[n] for n in self.rng.permutation(len(_FIRST_MONTHS))]
        for month in range(last + 1):
            later = self.rng.random()
            how = "never" if later < _LATER_NEVER else "late" if later < _LATER_NEVER + _LATER_LATE else "in time"
            how = first[month] if month < len(first) else how
            end = self.year.month_end(month)
            day = self.year.workday(end, int(self.rng.integers(13, 20) if how == "late" else self.rng.integers(2, 6)))
            moment, period = between(self.rng, day, 15, 19), self.year.month_name(month)
            if month % CLASS_LOCK_EVERY == 0:
                self._of_a_class(month, period, between(self.rng, self.year.workday(end, 1), 15, 19))
            if how != "never":
                number = int(self.rng.integers(self.fixes, 2 * self.fixes + 1))
                # A month locked late needs little mending, and its act is neglected as well.
                wrong = self.wrong.in_month(month, moment, 1 if how == "late" else number)
                self._chain(Lock("month", period, NONE, moment), wrong, acts=how != "late")

    def _of_a_class(self, month: int, period: str, moment: int) -> None:
        klass = self.school.general[int(self.rng.integers(len(self.school.general)))].index
        wrong = [c for c in self.wrong.in_month(month, moment, 4) if c.klass == klass]
        self._chain(Lock("month", period, klass, moment), wrong[:1])

    def terms(self) -> None:
        """Lock every term on its last evening or soon after, and the year."""
        for number, term in enumerate(self.year.terms):
            chance = self.rng.random()
            day = term.last + int(chance > 0.6) + (int(self.rng.integers(1, 6)) if chance > 0.85 else 0)  # noqa: PLR2004
            moment = between(self.rng, day, 18, 23)
            for change in self._chain(
                Lock("term", term.code, NONE, moment), self.wrong.in_term(number, moment, self.fixes)
            ):
                self._tell(change)
        self.locks.append(Lock("year", self.year.name, NONE, between(self.rng, self.year.end + 3, 15, 19)))

    def _chain(self, lock: Lock, wrong: list[Correction], *, acts: bool = True) -> list[Change]:
        """Unlock for each correction, lock again some hours after."""
        rng, made = self.rng, []
        for correction in wrong:
            day = self.year.workday(lock.locked // DAY, int(rng.integers(1, 9)))
            lock.unlocked = between(rng, day, 9, 13)
            change = Change(correction, lock.unlocked + int(rng.integers(300, 3600)), float(rng.random()))
            made.append(change)
            signed = self._signed(day) if acts else NEVER
            if signed < NEVER:
                self.acts.append(Act(lock, correction, signed))
            self.locks.append(lock)
            lock = Lock(lock.scope, lock.period, lock.klass, lock.unlocked + int(rng.integers(5000, 14_000)))
        self.locks.append(lock)
        self.changes += made
        return made

    def _signed(self, day: int) -> int:
        wait = self.signing.deal()
        if wait is None:
            return NEVER
        return self.year.workday(day, wait) if wait else day

    def _tell(self, change: Change) -> None:
        number = len(self.notices) // len(_NOTICE_KINDS) % _NOTICE_CYCLE
        whom = int(self.rng.integers(len(_NOTICE_KINDS)))
        for place, kind in enumerate(_NOTICE_KINDS):
            slow = number == _NOTICE_LATE and place == whom
            moment = change.moment + int(self.rng.integers(20, 4000)) + slow * 2 * DAY
            self.notices.append((change, kind, NEVER if number == _NOTICE_MISSING and place == whom else moment))


class Tables:
    """The four tables of the export: what had happened by its last moment, of records that it holds."""

    def __init__(self, school: School, records: Records, found: Files) -> None:
        self.school, self.found, self.cut = school, found, school.year.cut
        self.kept: dict[str, Bools] = {
            "grades": grades.kept(school, records.lessons, records.assessments, records.marks),
            "attendance": absences_kept(school, records.lessons, records.attendance),
            "term_grades": records.terms.kept(school),
        }
        self.lock_codes = {id(lock): f"k{number + 1:03d}" for number, lock in enumerate(found.locks)}
        self.change_codes = {id(change): f"c{number + 1:04d}" for number, change in enumerate(found.changes)}

    def _shown(self, change: Change) -> bool:
        return change.moment <= self.cut and bool(self.kept[change.correction.entity][change.correction.index])

    def _acting(self, staff: int, day: int) -> str:
        return self.school.staff_codes[int(self.school.acting(np.array([staff]), np.array([day]))[0])]

    def locks(self) -> pa.Table:
        """The table ``locks``."""
        administrator = self.school.staff_codes[self.school.staff.holder("administrator")]
        rows: list[tuple[Any, ...]] = [
            (
                self.lock_codes[id(lock)],
                lock.scope,
                lock.period,
                None if lock.klass == NONE else self.school.class_codes[lock.klass],
                lock.locked,
                lock.unlocked,
                administrator if lock.unlocked <= self.cut else None,
            )
            for lock in self.found.locks
            if lock.locked <= self.cut
        ]
        return from_rows("locks", rows, self.cut)

    def acts(self) -> pa.Table:
        """The table ``unlock_acts``."""
        deputy = self.school.staff_codes[self.school.staff.holder("deputy_director")]
        rows: list[tuple[Any, ...]] = []
        for number, act in enumerate(self.found.acts):
            wrong = act.correction
            if act.signed <= self.school.year.until:
                rows.append(
                    (
                        f"a{number + 1:03d}",
                        self.lock_codes[id(act.lock)],
                        self._acting(wrong.by, act.signed),
                        wrong.subject or None,
                        None if wrong.klass == NONE else self.school.class_codes[wrong.klass],
                        self.school.pupil_codes[wrong.pupil],
                        texts.MISTAKES[number % len(texts.MISTAKES)],
                        wrong.wrong,
                        wrong.right,
                        deputy,
                        act.signed,
                    )
                )
        return from_rows("unlock_acts", rows, self.cut)

    def changes(self) -> pa.Table:
        """The table ``changes``; a few lines lack who changed or what stood there."""
        rows: list[tuple[Any, ...]] = []
        for change in filter(self._shown, self.found.changes):
            wrong, gap = change.correction, change.incomplete
            by = None if gap < INCOMPLETE_SHARE / 2 else self._acting(wrong.by, change.moment // DAY)
            values = (None, None) if INCOMPLETE_SHARE / 2 <= gap < INCOMPLETE_SHARE else (wrong.wrong, wrong.right)
            code = self.change_codes[id(change)]
            rows.append((code, wrong.entity, wrong.record, wrong.field, *values, by, change.moment))
        return from_rows("changes", rows, self.cut)

    def notices(self) -> pa.Table:
        """The table ``notices``."""
        rows: list[tuple[Any, ...]] = [
            (self.change_codes[id(change)], kind, moment)
            for change, kind, moment in self.found.notices
            if self._shown(change) and moment <= self.cut
        ]
        return from_rows("notices", rows, self.cut)
