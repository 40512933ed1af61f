"""Every rule by which something is found: what it says, how grave it is. Tables of texts, and one constructor of
findings."""
