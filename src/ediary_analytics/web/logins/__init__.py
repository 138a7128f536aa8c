"""The page logins: what is asked, its sentences, lists and picture."""
