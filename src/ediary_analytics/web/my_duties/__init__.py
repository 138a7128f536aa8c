"""The page my_duties: its parts, words and lists."""
