"""The picture of a specialist's page: who missed how much, month by month."""

import pyarrow as pa

from ediary_analytics.answers.support import Supports
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import formats, labels


def missed(found: Supports) -> pa.Table:
    """A row per pupil and month, as :func:`ediary_analytics.charts.matrix` wants."""
    months = sorted({month for one in found.pupils for month in one.missed})
    names = {one.pupil_id: one.name for one in found.pupils}
    shown = labels.apart(names, names.__getitem__)
    rows = []
    unknown = _("{name}, {month}: nothing is known")
    for one in found.pupils:
        for month in months:
            part, whole = one.missed.get(month, (0, 0))
            name = formats.sentence(formats.month_name(month))
            words = {"name": one.name, "month": name}
            share = formats.share(part, whole)
            told = ngettext(
                "{name}, {month}: missed {share} of {count} lesson",
                "{name}, {month}: missed {share} of {count} lessons",
                whole,
            )
            story = told.format(share=share, count=whole, **words) if whole else unknown.format(**words)
            value, text = (100 * part / whole, share) if whole else (None, "")
            rows.append((shown[one.pupil_id], name, value, text, story))
    columns = list(zip(*rows, strict=True)) or [()] * 5
    kinds = (pa.string(), pa.string(), pa.float64(), pa.string(), pa.string())
    return pa.table(
        [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)],
        names=["row", "column", "value", "text", "story"],
    )
