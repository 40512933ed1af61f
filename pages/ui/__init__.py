"""What pages are made of: controls, charts, words, downloads, the session."""
