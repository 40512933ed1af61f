"""The explorer: one measure or a few, one selection of areas, one span, seen in many ways."""
