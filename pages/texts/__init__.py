"""The wording of pages, in both languages."""
