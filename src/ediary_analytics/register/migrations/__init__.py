"""The register's tables over time, newest last; run by :mod:`ediary_analytics.register.store`."""
