"""The quarter's bulletin: what the first page says, as one piece of HTML that a page or a frozen copy can hold."""
