"""The pages before the dashboard: logging in and out, one's own account, links that work once.

They are plain HTML from this server, without a script, so that the cookie can be out of reach of scripts.
"""
