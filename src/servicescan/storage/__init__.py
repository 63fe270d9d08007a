"""Files: YAML and JSON in, located problems out."""
