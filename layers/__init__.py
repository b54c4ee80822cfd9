"""Map layers, one module each: the component that stands on the page once, and what it draws of a scene."""
