"""What somebody still owes, told to them: as a text to copy, as e-mail, as deadlines for a calendar.

Pupils are never named in what leaves: a day, a class and a subject are enough to find the record in the diary.
"""
