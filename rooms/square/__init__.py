"""The rules of the open square: its features, and the modules that compose them."""
