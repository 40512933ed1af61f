"""The open interface: the same answers as on the pages, for programs, at addresses beside them."""
