"""Layouts: how a file that is no template is to be understood, as data; proposed, confirmed once, and applied."""
