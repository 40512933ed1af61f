"""From the bytes of a file to typed rows, each value with the cell it stands in."""
