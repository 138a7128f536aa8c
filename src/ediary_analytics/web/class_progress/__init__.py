"""The page class_progress: what is asked, its sentences, lists and pictures."""
