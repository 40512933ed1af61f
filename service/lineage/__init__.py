"""Where a number came from: areas, the derivation's steps, the cells as sent."""
