"""Linking many reports at once: columns, learned weights, and groups, over splink."""
