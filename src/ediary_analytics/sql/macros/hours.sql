-- Lesson hours in the words of the measures.

-- Whether the absence of an hour held counts as missed: representing the school is attending.
create or replace macro is_missed(absence) as coalesce(absence in ('illness', 'other', 'unjustified', 'open'), false);
