"""The only room that knows Dash and Flask: requests in, pages and files out."""
