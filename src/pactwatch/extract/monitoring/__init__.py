"""Reports of ceasefire monitoring bodies: their sections first, and then what each section's sentences say."""
