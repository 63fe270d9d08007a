"""The report for Word, PowerPoint and Excel; needs the extra “office”."""
