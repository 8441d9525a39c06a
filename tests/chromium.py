"""The Chromium or Chrome of this machine, for the tests that need one."""

import os
import shutil

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL = "chromium-headless-shell"
# The sandbox needs rights that a container seldom has; the pages are our own.
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def find_browser() -> str:
    """Its path: a missing one is a failure in CI, elsewhere a reason to skip."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        message = f"no browser on this machine: looked for {', '.join(BROWSERS)}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


def find_shell() -> str:
    """The same engine without a window, whose pages take half the time, else the browser.

    It prints larger files than the browser does.
    """
    return shutil.which(SHELL) or find_browser()
