"""What is given away under a version: figure tables, SDMX, data packages, releases."""
