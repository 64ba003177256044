"""What sheets are made of: a month in figures, changes between months, and one module a group of tables."""
