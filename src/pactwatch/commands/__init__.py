"""The command line: each stage as a filter, and the commands that run them together."""
