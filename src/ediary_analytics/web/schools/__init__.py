"""The page schools: what is asked, its sentences, list and pictures."""
