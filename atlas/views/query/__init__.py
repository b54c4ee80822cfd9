"""From the text of an address to the view that it asks for, and back; whatever is wrong is named."""
