"""Feeds: what is due as a calendar, what is found as news and as alerts, for other programs to follow."""
