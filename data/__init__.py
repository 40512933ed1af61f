"""Data at rest: reading what provinces send, keeping it, and the places and periods it speaks of."""

import os

# openpyxl writes its XML another way where lxml happens to be installed; templates are to be the same everywhere.
os.environ["OPENPYXL_LXML"] = "False"
