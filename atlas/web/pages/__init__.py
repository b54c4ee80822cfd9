"""Pages and files that the server writes without any script: profiles, data, print, embed, statements."""
