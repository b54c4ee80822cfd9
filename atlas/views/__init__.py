"""What a page or file says, before anybody draws it: no Dash, no Flask, each room below one subject."""
