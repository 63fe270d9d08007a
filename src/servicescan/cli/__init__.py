"""Terminal: commands, prompts and printed results."""
