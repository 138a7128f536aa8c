"""Whether a role that is to be given is of a school and a person that there are, as far as an import tells."""

from pathlib import Path

from ediary_analytics import docket, warehouse
from ediary_analytics.access.held import GUARDIAN, PUPIL
from ediary_analytics.access.opening import people, schools_in
from ediary_analytics.errors import CallError, InputError
from ediary_analytics.i18n import N_, _
from ediary_analytics.register.grants import Grant

#: Where the id of a person stands in an export, by whom the role is of.
_IDS = {"staff": "staff.csv: staff_id", GUARDIAN: "guardians.csv: guardian_id", PUPIL: "pupils.csv: pupil_id"}
_NOTHING = N_("Nothing is imported yet: whether there is such a school and person, nobody checked.")
_UNREAD = N_("The last import cannot be read: whether there is such a school and person, nobody checked.")
_NOBODY = N_("The import names no such people: whether there is such a person, nobody checked.")


def must_be_there(grant: Grant, data: Path) -> str:
    """Refuse a role of a school or a person whom the last import does not have.

    Args:
        grant: the role.
        data: the data directory.

    Returns:
        What could not be checked, as a sentence: accounts may be made before anything is imported. Else nothing.

    Raises:
        CallError: an import is published, and there is no such school in it, or no such person of it.
    """
    if grant.school_id is None and grant.person_id is None:
        return ""
    if not warehouse.is_data_dir(data):
        return _(_NOTHING)
    try:
        file = warehouse.current(data)
        schools = {school.school_id for school in schools_in(file)}
    except InputError:
        return _(_UNREAD)
    if grant.school_id is not None and grant.school_id not in schools:
        raise docket.no_such_school(grant.school_id, schools)
    if grant.school_id is None or grant.person_id is None:
        return ""
    kind = grant.role if grant.role in {PUPIL, GUARDIAN} else "staff"
    known = {somebody.person_id for somebody in people(file, grant.school_id) if somebody.kind == kind}
    if not known:
        return _(_NOBODY)
    if grant.person_id not in known:
        raise CallError(
            "--person",
            _("the school has nobody of this id for this role"),
            _("Take the id from the export ({column}), or choose the person by name on the page Accounts").format(
                column=_IDS[kind]
            ),
        )
    return ""
