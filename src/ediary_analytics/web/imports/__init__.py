"""The page imports: its parts, words and lists."""
