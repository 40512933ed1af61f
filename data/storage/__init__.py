"""What is kept: the truth, and the answers that follow from it."""
