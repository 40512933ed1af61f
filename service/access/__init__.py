"""Who may do what: people and roles, locks, and the state that the ledger's events make of them."""
