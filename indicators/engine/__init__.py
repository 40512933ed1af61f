"""How figures follow: from what was reported to observations, and from these to answers."""
