"""Sentences about the product, said to it in Chromium."""
