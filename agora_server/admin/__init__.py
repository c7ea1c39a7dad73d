"""
Administration from the command line: ``./agora admin``.

``cli`` reads the command line, ``line`` carries a request to the running server over the socket in the data folder
(mode 0600), ``tasks`` does it. Where no server runs, ``cli`` takes the folder's lock and does it itself.
"""
