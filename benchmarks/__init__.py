"""Programs that measure, and print a table beside a named reference of the same run."""
