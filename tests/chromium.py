"""The browser that the tests drive, and a font for what it shows: ``python -m tests.chromium`` installs what lacks."""

import os
import shutil
import subprocess
import sys

FONT = "fonts-nanum"
PACKAGES = ("chromium-headless-shell", "chromium")
"""The engine without the windows of a browser, which cost as much as the pages; some systems have the browser alone."""
APT_LINE = f"apt-get update && (apt-get install -y {PACKAGES[0]} {FONT} || apt-get install -y {PACKAGES[1]} {FONT})"
NAMES = (*PACKAGES, "chromium-browser", "google-chrome")


def browser_path() -> str | None:
    """Return the browser to drive: ``AGORA_CHROMIUM``, else the first of the usual names on the path."""
    named = os.environ.get("AGORA_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


def has_korean_font() -> bool:
    """Tell whether Korean can be drawn; pictures with empty boxes prove nothing."""
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=ko"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def lacking() -> list[str]:
    """Return what the browser tests miss on this machine."""
    return [name for name, there in (("chromium", browser_path()), (FONT, has_korean_font())) if not there]


def main() -> str:
    """Install browser and font where we may; return what still lacks, as a sentence, else nothing."""
    if lacking() and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"▸ {APT_LINE}", flush=True)
        env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.run(["sh", "-c", APT_LINE], stdin=subprocess.DEVNULL, env=env, check=False)
    missing = lacking()
    return f"{', '.join(missing)} 없음. 먼저 실행하세요 (run first): sudo sh -c '{APT_LINE}'" if missing else ""


if __name__ == "__main__":
    sys.exit(main() or 0)
