"""The adapter to HTTP: routes, calls, answers, the port, OpenAPI."""
