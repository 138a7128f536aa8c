"""What people enter on pages: forms and lists of the register, shown to whoever may enter it."""
