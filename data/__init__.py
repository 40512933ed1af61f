"""Data at rest: reading what provinces send, keeping it, and the places and periods it speaks of."""
