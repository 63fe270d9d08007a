"""Blank forms: the questions of one audience, to be answered without this program."""
