"""Tables of routes, one file a resource; no table imports another."""
