"""Reports in prose: a Word document or a PDF with text, read into passages with their place. Knows no indicator."""
