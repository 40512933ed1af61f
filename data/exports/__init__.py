"""Typed tables → files to take away. Knows no indicator: what a table holds is said by whoever hands it in."""
