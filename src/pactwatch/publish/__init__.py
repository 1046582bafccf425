"""Publish: the site that shows every fact with the words that say it."""
