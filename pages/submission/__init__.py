"""The page on which a quarter is sent, and what follows from it."""
