"""The pages: each module makes the routes of one or a few related pages from a desk."""
