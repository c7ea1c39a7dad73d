"""The composition root: settings in, a running server out; each part made by a function of those before it."""
