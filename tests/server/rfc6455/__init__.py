"""Corner cases of RFC 6455 as data, replayed on raw sockets."""
