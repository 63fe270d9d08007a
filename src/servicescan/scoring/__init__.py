"""Arithmetic: pure functions from responses to an assessment."""
