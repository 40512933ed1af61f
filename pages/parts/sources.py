"""Where the real rows of the demo come from, as the reference file says it."""
