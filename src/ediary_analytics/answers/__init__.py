"""What a page or a report tells, asked of a connection that was opened for a viewer: one module a page.

The selects stand in ``sql/questions``; what comes back is small, and whole numbers are divided at the very end.
"""
