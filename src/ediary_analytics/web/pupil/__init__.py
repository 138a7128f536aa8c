"""The page of one pupil: its parts, words and lists."""
