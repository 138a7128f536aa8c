"""Who is looking: a person, in one of their roles, over a scope."""

from collections.abc import Iterable
from dataclasses import dataclass

from ediary_analytics.access.roles import Role, roles
from ediary_analytics.errors import AccessError
from ediary_analytics.i18n import _


@dataclass(frozen=True, slots=True)
class Scope:
    """What a role reaches in the hands of one person; there are no defaults.

    Attributes:
        schools: the schools, sorted.
        grades: the lowest and the highest grade of the person's area; None where all grades are.
        staff_id: the person in the school's list of staff; None for those who are not on it.
        pupil_ids: their children, or themselves, sorted.
    """

    schools: tuple[str, ...]
    grades: tuple[int, int] | None
    staff_id: str | None
    pupil_ids: tuple[str, ...]

    def __post_init__(self) -> None:
        # one scope is one key of the caches, in whatever order it was written
        object.__setattr__(self, "schools", tuple(sorted(set(self.schools))))
        object.__setattr__(self, "pupil_ids", tuple(sorted(set(self.pupil_ids))))


def of_schools(schools: Iterable[str]) -> Scope:
    """The scope of a role over whole schools."""
    return Scope(tuple(schools), None, None, ())


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person in a role, over a scope. Who holds several roles is another viewer in each of them."""

    person: str
    role: str
    scope: Scope

    @property
    def rights(self) -> Role:
        """What the role may.

        Raises:
            AccessError: there is no such role.
        """
        if (role := roles().get(self.role)) is None:
            raise AccessError(
                self.role, _("no such role"), _("Known are {names}").format(names=", ".join(sorted(roles())))
            )
        return role

    @property
    def schools(self) -> tuple[str, ...]:
        """The ids of the schools in scope."""
        return self.scope.schools

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages of the role, its home first; none where there is no such role."""
        role = roles().get(self.role)
        return role.pages if role else ()

    @property
    def may_name_pupils(self) -> bool:
        """Whether every pupil in scope may be named."""
        return self.rights.may_name_pupils

    @property
    def may_export(self) -> bool:
        """Whether what is shown may be downloaded."""
        return self.rights.may_export

    def may_open(self, page: str) -> bool:
        """Whether the role has this page."""
        return page in self.pages

    def may_write(self, what: str) -> bool:
        """Whether the role may enter this in the register, such as ``excuses``."""
        return what in self.rights.may_write
