"""What people enter, never lost by an import: accounts, sessions, who looked at what.

SQLite beside the data unless ``EDIARY_REGISTER_URL`` names a PostgreSQL. :mod:`.store` opens it and brings its tables
up to date; every other module is one concern over the same :class:`~ediary_analytics.register.store.Register`.
Moments are UTC and always given by the caller, so that a test need not wait.
"""
