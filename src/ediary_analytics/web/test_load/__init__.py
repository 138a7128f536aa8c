"""The page test_load: what is asked, its sentences, lists and picture."""
