"""The page my_class: its parts, words and lists."""
