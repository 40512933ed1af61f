"""What goes back to the sender: their own workbook with every finding at its cell, and that file coming back."""
