"""The labelled demo: files as provinces would have sent them, and loading them."""
