"""What holds for records, as pure functions and tables: numbers, states, validation, clocks, counting."""
