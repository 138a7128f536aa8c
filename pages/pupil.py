"""One pupil's year: what goes well, what changed, what is missing."""

from ediary_analytics import i18n
from ediary_analytics.web import choices, components, guard, measures
from ediary_analytics.web.pupil import page, words
from ediary_analytics.web.register import notes

viewer = guard.require("pupil")
place = choices.place(viewer)
chosen, found = page.one(viewer, place)
sees_remarks, sees_risk = "remarks" in viewer.rights.sees, viewer.rights.sees_risk

components.title(words.answer(found), words.under(place, page.reasons(place.view, chosen, i18n.language())))
components.tiles(words.tiles(found, sees_remarks=sees_remarks, sees_risk=sees_risk))
components.said(words.said(found))
page.attendance(found, chosen, place, sees_remarks=sees_remarks)
page.grades(found, chosen, place, viewer)
if sees_risk:
    page.support(found)
notes.show(place.view, place.school.school_id, chosen)
page.others(found)
if unknown := words.unknown(found, sees_remarks=sees_remarks):
    components.note(words.unknown_heading(), unknown)
components.foot(measures.definitions("attendance_rate", "mean_mark", "grade_trend"))
