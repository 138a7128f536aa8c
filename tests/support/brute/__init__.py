"""The measures once more, slowly: plain Python over the exported CSV, written from their definitions alone.

Nothing here reads the product's SQL or imports its code, and nothing is clever: loops over pupils, lessons and days,
dictionaries, integers. Each measure is a function of a :class:`school.School` and of what is asked, and returns its
rows as ``{(*keys, period, part): (numerator, denominator)}``.
"""
