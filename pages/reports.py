"""Reports: choose one, look at it, take it away as PDF or XLSX."""

from ediary_analytics.web import choices, guard
from ediary_analytics.web.reports import page

viewer = guard.require("reports")
kind = page.kind(viewer)
place = choices.place(viewer)
asked = page.choose(kind, place)
found = page.made(kind, place, asked)

page.head(kind, found)
page.downloads(found, viewer, asked)
page.preview(found, place)
