"""What accepting would change, how versions differ, and what a reviewer decides."""
