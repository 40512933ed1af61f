"""The workbooks that a province fills in, built from the declarations."""
