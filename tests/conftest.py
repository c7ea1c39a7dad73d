"""What every test may ask for: the size of the run, a real server, a certificate."""

import pytest
import trustme
from hypothesis import settings

from tests import serving

pytest_plugins = ["tests.order"]
settings.register_profile("project", deadline=None)  # time is measured by benchmarks, never asserted by a test
settings.load_profile("project")
APART = ("browser", "load", "package")
"""Marks that run alone: they want the machine for themselves. Named by ``-m`` or by their folder."""


def pytest_addoption(parser):
    """Add the switches of a run."""
    parser.addoption("--long", action="store_true", help="full sizes")
    parser.addoption("--pictures", action="store_true", help="write the screenshots to docs/pictures")


def pytest_collection_modifyitems(config, items):
    """Leave out what runs apart, and full sizes without ``--long``: they count as deselected, never as skipped."""
    asked = " ".join([config.option.markexpr, *config.invocation_params.args])
    apart = [mark for mark in APART if mark not in asked]
    out = [
        item
        for item in items
        if any(item.get_closest_marker(mark) for mark in apart)
        or (item.get_closest_marker("long") and not config.option.long)
    ]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


def pytest_terminal_summary(terminalreporter):
    """Print every figure that a test printed: workers keep what passed to themselves."""
    for report in (*terminalreporter.stats.get("passed", ()), *terminalreporter.stats.get("failed", ())):
        for line in report.capstdout.splitlines() if report.when == "call" else ():
            if line.startswith("figure: "):
                terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def long(request):
    """Whether the full sizes were asked for."""
    return request.config.option.long


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """A real server on a free port, for the whole session."""
    with serving.served(tmp_path_factory.mktemp("square")) as server:
        yield server


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """Certificate and key of agora.test by an authority of ours: (authority, certificate, key) as paths."""
    folder = tmp_path_factory.mktemp("tls")
    authority = trustme.CA()
    issued = authority.issue_cert(serving.NAME)
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    issued.private_key_pem.write_to_path(str(folder / "key.pem"))
    for blob in issued.cert_chain_pems:
        blob.write_to_path(str(folder / "cert.pem"), append=True)
    return folder / "authority.pem", folder / "cert.pem", folder / "key.pem"
