"""What a browser may do with our pages: the security headers, and the pages that get a policy of their own."""

import re

from rooms.base.ids import ID_CHARS, ID_SIGN

CSP = (  # 'wasm-unsafe-eval' lets WebAssembly be compiled (docs/decisions/0007-voice.md); no script gains by it
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; media-src 'self' blob:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SILENT_CSP = CSP.replace("connect-src 'self'", "connect-src 'none'")
SECURITY_HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
}
HSTS = {"Strict-Transport-Security": "max-age=31536000"}

HALL_PAGE = "/hall.html"
HALL_PATH = re.compile(f"/hall/({ID_SIGN}{{1,{ID_CHARS}}})/?")
"""The light page of a hall is a document of its own, lean enough for an old phone."""
SILENT = re.compile(r"/verify(\.html|/)?|/assets/record_worker-[\w-]+\.js")
"""The page that checks a record, and its worker, may open no line: a file that is dropped there cannot leave."""
