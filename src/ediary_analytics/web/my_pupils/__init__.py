"""The page my_pupils: its parts, words and lists."""
