"""Charts and maps as pictures, made without a browser."""
