"""What stands before the pages: sign-in, cookies, limits, headers, addresses."""
