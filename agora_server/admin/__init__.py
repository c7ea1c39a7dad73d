"""
Administration from the command line: ``./agora admin``.

``assembly/admin_cli.py`` reads the command line, ``line`` carries a request to the running server over the socket in
the data folder (mode 0600), ``tasks`` does it. Where no server runs, the command takes the folder's lock and does it.
"""
