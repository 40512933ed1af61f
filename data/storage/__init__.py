"""What is kept: the ledger, the archive, and the database that follows from them."""
