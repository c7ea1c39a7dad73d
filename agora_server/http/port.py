"""Takes the port before what must know the address is built; connections are accepted later (``web.listen``)."""

import socket


def bind(host: str, port: int) -> list[socket.socket]:
    """Return a bound socket for each address that a host name stands for; port 0 is any free one, the same for all.

    Raises:
        OSError: if the name is unknown or an address cannot be had.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    bound: list[socket.socket] = []
    try:
        for family, kind, protocol, _, address in dict.fromkeys(found):
            one = socket.socket(family, kind, protocol)
            bound.append(one)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            taken = bound[0].getsockname()[1] if len(bound) > 1 else port
            one.bind((address[0], taken, *address[2:]))
            one.setblocking(False)
    except OSError:
        for one in bound:
            one.close()
        raise
    return bound
