"""The year's package for the archive: what the diary held, what was judged of it, and proof of it being whole."""
