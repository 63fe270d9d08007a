"""The outcome in the terminal and as data: one module per way to look."""
