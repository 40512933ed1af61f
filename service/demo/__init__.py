"""The labelled demo: workbooks as provinces would have sent them, and loading them."""
