"""Blocks of a page: a profile, a catalogue, a table of targets, a lineage tree."""
