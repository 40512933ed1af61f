"""Every rule by which something is found, its words and severity: tables of texts, and one constructor of findings."""
