"""What a browser shows of an address before the app has started, in the page as it is served."""
