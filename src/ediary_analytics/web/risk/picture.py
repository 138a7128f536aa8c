"""The pictures of the risk page as frames for the charts."""

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa

from ediary_analytics import sign_words
from ediary_analytics.answers.at_risk import AtRisk
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import formats, labels


def seen(found: Sequence[AtRisk]) -> pa.Table:
    """How many pupils show each sign, as :func:`ediary_analytics.charts.bars` wants; by letter, then the most."""
    counts = Counter(sign.fired_by for one in found for sign in one.signs)
    order = sorted(counts, key=lambda name: (-counts[name], sign_words.title(name)))
    stories = [
        ngettext("{sign}: {count} pupil", "{sign}: {count} pupils", counts[name]).format(
            sign=sign_words.title(name), count=counts[name]
        )
        for name in order
    ]
    return pa.table(
        {
            "label": pa.array([sign_words.title(name) for name in order], pa.string()),
            "value": pa.array([counts[name] for name in order], pa.int64()),
            "text": pa.array([formats.number(counts[name]) for name in order], pa.string()),
            "story": pa.array(stories, pa.string()),
        }
    )


def moved(found: Sequence[AtRisk]) -> pa.Table:
    """Shares missed before and since, as :func:`ediary_analytics.charts.change` wants; whoever has both."""
    known = [one for one in found if one.better() is not None]
    before, since = ([one.change[part] for one in known] for part in ("missed_before", "missed_since"))
    names = {one.pupil_id: one.name for one in known}
    told = _("{name}: missed {before} before the risk group, {since} since")
    stories = [
        told.format(name=one.name, before=formats.share(*was), since=formats.share(*now))
        for one, was, now in zip(known, before, since, strict=True)
    ]
    return pa.table(
        {
            "label": pa.array(list(labels.apart(names, names.__getitem__).values()), pa.string()),
            "before": pa.array([100 * part / whole for part, whole in before], pa.float64()),
            "since": pa.array([100 * part / whole for part, whole in since], pa.float64()),
            "before_text": pa.array([formats.share(*was) for was in before], pa.string()),
            "since_text": pa.array([formats.share(*now) for now in since], pa.string()),
            "story": pa.array(stories, pa.string()),
        }
    )
