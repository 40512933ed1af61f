"""What is printed: pictures of charts and maps, and reports as Word and PDF documents, all made without a browser."""
