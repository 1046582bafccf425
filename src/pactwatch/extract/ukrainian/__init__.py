"""Reading instruments in Ukrainian: what they say about themselves and what is promised in them."""
