"""Who is looking, and which rows they see: the only place that decides it. Without a scope nothing is shown.

``roles.toml`` says what each role may; a :class:`Viewer` is a person in a role over a :class:`Scope`; :func:`open_for`
gives the connection that holds their rows and no others.
"""

from ediary_analytics.access.held import Held, must_hold, viewers
from ediary_analytics.access.known import must_be_there
from ediary_analytics.access.opening import (
    Holder,
    Reason,
    School,
    Somebody,
    children,
    holders,
    open_for,
    people,
    schools_in,
    sees_totals,
    whole_classes,
    why,
)
from ediary_analytics.access.roles import Role, page_title, rights, roles
from ediary_analytics.access.stewards import Steward, steward
from ediary_analytics.access.viewer import Scope, Viewer, of_schools
from ediary_analytics.access.writing import author, excusable, notes, sees_excuse, unexcusing, unsigned, whole_school

__all__ = [
    "Held",
    "Holder",
    "Reason",
    "Role",
    "School",
    "Scope",
    "Somebody",
    "Steward",
    "Viewer",
    "author",
    "children",
    "excusable",
    "holders",
    "must_be_there",
    "must_hold",
    "notes",
    "of_schools",
    "open_for",
    "page_title",
    "people",
    "rights",
    "roles",
    "schools_in",
    "sees_excuse",
    "sees_totals",
    "steward",
    "unexcusing",
    "unsigned",
    "viewers",
    "whole_classes",
    "whole_school",
    "why",
]
