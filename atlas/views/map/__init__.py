"""A view looked up once (the scene), and what is said and drawn of it: classes, legend, title, sentences, citation."""
