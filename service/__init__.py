"""What people do with a store: send, review, set targets, trace, publish, administer, keep."""
