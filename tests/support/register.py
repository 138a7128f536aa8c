"""The register of the tests: a moment, a password, and how to make somebody an account."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from ediary_analytics.register.accounts import Account

NOW: Final = dt.datetime(2026, 11, 2, 16, 30, tzinfo=dt.UTC)
PASSWORD: Final = "keturi lietuviški žodžiai čia"  # noqa: S105  (the people are made up, and so is it)
Someone = Callable[..., Account]
