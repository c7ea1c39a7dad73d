"""From the handshake to the command: the one package that knows the square, the forums and the transport."""
