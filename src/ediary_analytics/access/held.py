"""From the roles that an account holds to viewers: the only way from a log-in to rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ediary_analytics.access.keys import check
from ediary_analytics.access.roles import roles
from ediary_analytics.access.viewer import Scope, Viewer, of_schools
from ediary_analytics.errors import CallError, EdiaryError
from ediary_analytics.i18n import _
from ediary_analytics.register.accounts import Account
from ediary_analytics.register.grants import Grant

#: ``(school, guardian) → the ids of the guardian's children``, from the school's data.
Children = Callable[[str, str], Sequence[str]]
GUARDIAN, PUPIL = "guardian", "pupil"


@dataclass(frozen=True, slots=True)
class Held:
    """A role in somebody's hands: a key for addresses (no personal one), and the viewer it makes."""

    key: str
    viewer: Viewer


def must_hold(grant: Grant) -> None:
    """Whether the grant can ever be a viewer.

    Raises:
        CallError: there is no such role, or the keys that resolve it are missing.
    """
    if grant.role not in roles():
        known = ", ".join(sorted(roles()))
        raise CallError("--role", _("no such role"), _("Known are {names}").format(names=known))
    if _is_everywhere(grant):
        return
    if grant.grades and roles()[grant.role].is_whole_school and grant.school_id:
        return
    if not grant.school_id:
        raise CallError("--school", _("this role is of one school"), _("Name the school"))
    if not grant.person_id:
        raise CallError(
            "--person", _("this role is somebody's of the school's data"), _("Name the staff, guardian or pupil id")
        )


def viewers(account: Account, everyone: Sequence[str], children: Children) -> list[Held]:
    """The account's roles as viewers, in the order they were given; what no longer resolves is left out.

    Args:
        account: whose.
        everyone: the ids of all schools that are imported.
        children: who a guardian's children are.
    """
    found: dict[str, Viewer] = {}
    for grant in account.grants:
        if grant.role not in roles() or (grant.school_id and grant.school_id not in everyone):
            continue
        viewer = Viewer(account.login, grant.role, _scope(grant, everyone, children))
        if _is_everywhere(grant) and (before := found.get(grant.role)) and before.scope.grades is None:
            # over whole schools, one role twice is one role over both
            found[grant.role] = replace(viewer, scope=of_schools((*before.schools, *viewer.schools)))
            continue
        found[grant.role if grant.role not in found else f"{grant.role}-{grant.id}"] = viewer
    return [Held(key, viewer) for key, viewer in found.items() if _resolves(viewer)]


def _is_everywhere(grant: Grant) -> bool:
    return roles()[grant.role].is_whole_school and grant.grades is None


def _scope(grant: Grant, everyone: Sequence[str], children: Children) -> Scope:
    schools = (grant.school_id,) if grant.school_id else tuple(everyone)
    if grant.role == PUPIL:
        return Scope(schools, None, None, (grant.person_id,) if grant.person_id else ())
    if grant.role == GUARDIAN:
        theirs = children(grant.school_id, grant.person_id) if grant.school_id and grant.person_id else ()
        return Scope(schools, None, None, tuple(theirs))
    return Scope(schools, grant.grades, grant.person_id, ())


def _resolves(viewer: Viewer) -> bool:
    """Whether the scope has its keys; a role over schools that are not imported yet still has its pages."""
    if not viewer.schools:
        return viewer.rights.is_whole_school
    try:
        check(viewer)
    except EdiaryError:
        return False
    return True
