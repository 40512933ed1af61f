"""The page on which people, locks and access are administered."""
