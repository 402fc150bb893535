"""The review desk without its pages: what waits for review, what a reviewer may choose, and what became of it."""
