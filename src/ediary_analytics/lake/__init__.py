"""A lake: a folder with the exports of many schools, one folder (or zip) each, every one judged by itself.

More schools than one warehouse holds are gone through part by part (:mod:`.parts`): each is imported, judged and
measured by the same packaged SQL in a warehouse of its own that is thrown away again (:mod:`.shard`), here or on the
workers of a cluster, and what came of it is merged exactly (:mod:`.merged`): every row carries its school. Answers are
kept, so that next time only parts that changed are gone through again (:mod:`.kept`). An import of a lake publishes
totals instead of rows (:mod:`.totals`).
"""

from ediary_analytics.lake.merged import check, measure, moment
from ediary_analytics.lake.parts import WHOLE, is_lake
from ediary_analytics.lake.totals import publish

__all__ = ["WHOLE", "check", "is_lake", "measure", "moment", "publish"]
