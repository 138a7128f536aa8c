"""The sentences of the page of acts: what has no act, what needs one, what an act says."""

from ediary_analytics import duty_words
from ediary_analytics.answers.acts import Matter
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.register.acts import Text
from ediary_analytics.reports.kinds import data_change_act
from ediary_analytics.web import formats
from ediary_analytics.web.acts.found import Found
from ediary_analytics.web.components import Tile


def answer(found: Found) -> str:
    """The title: how much has no act."""
    if not found.has("locks"):
        return _("Whether locked data was changed without an act cannot be told")
    if found.bare and not found.knows_acts:
        return _("{what}; whether there are acts cannot be told").format(what=_what(found))
    if found.bare:
        return _("{what} without an act").format(what=_what(found))
    if not found.has("changes"):
        return _("Whether locked data was changed without an act cannot be told")
    if not found.told.changes and not found.told.unlockings:
        return _("Nothing was changed after the lock")
    return _("Every change after the lock has its act")


def _what(found: Found) -> str:
    changed = sum(one.change_id is not None for one in found.bare)
    unlocked = len(found.bare) - changed
    changes = ngettext("{n} change after the lock", "{n} changes after the lock", changed)
    unlockings = ngettext("{n} unlocking", "{n} unlockings", unlocked)
    told = [(changes, changed), (unlockings, unlocked)]
    parts = [text.format(n=formats.number(count)) for text, count in told if count]
    return _("{first} and {second}").format(first=parts[0], second=parts[1]) if len(parts) > 1 else parts[0]


def under(found: Found) -> list[str]:
    """The grey line: which school, as of when."""
    year = found.place.year
    return [
        found.place.school.name,
        _("data as of {moment}").format(moment=formats.moment(year.as_of)),
        _("imported {moment}").format(moment=formats.moment(year.imported_at)),
    ]


def tiles(found: Found) -> list[Tile]:
    """Without an act, drafts, signed acts, unlockings."""
    bare = len(found.bare)
    changes = found.has("changes", "locks")
    known = changes and found.knows_acts
    here = sum(one.entry is not None for one in found.signed)
    return [
        Tile(
            _("Without an act"),
            formats.number(bare) if bare or known else formats.NOTHING,
            ngettext(
                "of {whole} change after the lock", "of {whole} changes after the lock", len(found.told.changes)
            ).format(whole=formats.number(len(found.told.changes)))
            if changes
            else _hidden(found, _("the export has no history")),
            state=("missing" if bare else "met") if known else "unchecked",
        ),
        Tile(_("Drafts"), formats.number(len(found.drafts)), _("to be completed and signed")),
        Tile(_("Signed acts"), formats.number(len(found.signed)), _("signed here: {n}").format(n=formats.number(here))),
        Tile(
            _("Unlocked"),
            formats.number(len(found.told.unlockings)) if found.has("locks") else formats.NOTHING,
            ngettext(
                "time since the school year began", "times since the school year began", len(found.told.unlockings)
            )
            if found.has("locks")
            else _hidden(found, _("the export has no locks")),
            state="" if found.has("locks") else "unchecked",
        ),
    ]


def _hidden(found: Found, lacking: str) -> str:
    """Why a number is not told."""
    return lacking if found.whole else _("told of the whole school only")


def matter(found: Found, one: Matter) -> tuple[str, str]:
    """What needs an act: what it is, and what was done."""
    row, told = one.row, found.told
    if one.change_id is None:
        period = formats.month(row["period"]) if row["scope"] == "month" else row["period_name"]
        whose = told.name("class", row["class_id"]) or _("whole school")
        what = _("Unlocked: {period}").format(period=period)
        return f"{formats.moment(one.at)}, {whose}", _by(what, row["unlocked_by"])
    head = ", ".join(filter(None, (formats.moment(one.at), row["pupil"], row["class_name"], row["subject"])))
    values = [data_change_act.value_word(row[name]) or formats.NOTHING for name in ("old_value", "new_value")]
    day = row["term_name"] or (formats.day(row["on_date"]) if row["on_date"] else "")
    about = ", ".join(filter(None, (data_change_act.nature(row), day)))
    return head, _by(f"{about}: {values[0]} → {values[1]}", row["changed_by"])


def _by(what: str, person: str | None) -> str:
    return f"{what} ({person})" if person else what


def about(found: Found, text: Text) -> str:
    """Whom and what an act is about: the pupil, the class, the subject; of an unlocking its period."""
    told = found.told
    parts = [told.name(kind, key) for kind, key in _named(text)]
    return ", ".join(filter(None, parts)) or period(found, text) or _("whole school")


def _named(text: Text) -> list[tuple[str, str | None]]:
    return [("pupil", text.pupil_id), ("class", text.class_id), ("subject", text.subject_id)]


def period(found: Found, text: Text) -> str:
    """The period of the lock that an act names, where that was opened."""
    row = next((one.row for one in found.told.unlockings if one.lock_id == text.lock_id), None)
    if row is None:
        return ""
    name: str = formats.month(row["period"]) if row["scope"] == "month" else row["period_name"]
    return name


def lacking(found: Found) -> tuple[str, list[str]] | None:
    """What cannot be told for want of evidence, and what would bring it."""
    if not found.whole:
        return _("Not known"), [_("Locks and changes after them are told to whoever sees all grades of the school.")]
    missing = [name for name in ("locks", "changes") if not found.has(name)]
    missing += [] if found.has("unlock_acts") else ["unlock_acts"]
    return (_("Not known"), [f"{formats.sentence(duty_words.lacking(name))}." for name in missing]) if missing else None


def definitions() -> list[tuple[str, str]]:
    """What the words of the page mean, for its foot."""
    return [
        (_("Change after the lock"), _("attendance, a grade or a result changed after its period was locked")),
        (
            _("Act"),
            _("says who changed locked data, why and who agreed; it names the lock, and counts once it is signed"),
        ),
        (_("Draft"), _("an act that is not signed yet; it counts for nothing")),
    ]
