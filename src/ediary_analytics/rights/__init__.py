"""What people may ask for of the data about them, and what may be handed on without naming anybody."""
