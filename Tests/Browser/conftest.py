"""Starts the real server with its own data directory, and a real Chromium."""
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

from stage import Company

ROOT = pathlib.Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Kontor:
    """A running server: where it is, and what it says to whoever started it."""

    def __init__(self, origin, password, log):
        self.origin = origin
        self.password = password
        self.log = log


@pytest.fixture(scope="session")
def kontor():
    directory = tempfile.mkdtemp(prefix="kontor-browser-", dir="/tmp")
    os.chmod(directory, 0o755)
    port = free_port()
    log = pathlib.Path(directory, "log.txt")
    program = ROOT / ".build" / "debug" / "kontor"
    command = [str(program), "demo", "--port", str(port), "--data-directory", directory]
    with open(log, "wb") as output:
        server = subprocess.Popen(command, stderr=output, stdout=output, cwd=ROOT)
    try:
        password = wait_for_password(server, log)
        yield Kontor(f"http://127.0.0.1:{port}", password, log)
    finally:
        server.terminate()
        try:
            server.wait(40)
        except subprocess.TimeoutExpired:
            server.kill()
        shutil.rmtree(directory, ignore_errors=True)


def wait_for_password(server, log, seconds=120):
    """The demonstration prints the one password of all its sign-ins."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        text = log.read_text(errors="replace")
        found = re.search(r"with the password\s+(\S+)", text)
        if found and "live auction:" in text:
            return found.group(1)
        assert server.poll() is None, f"the server has ended:\n{text}"
        time.sleep(0.2)
    raise AssertionError(f"the demonstration did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def chromium():
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "chromium is not installed: run bin/setup test"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, kontor):
    """visit(email) is a page in a browser context of its own, signed in; without an address it is a stranger's."""
    contexts = []
    problems = []

    def open_page(email=None, **options):
        context = chromium.new_context(base_url=kontor.origin, locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
        page.on("console", lambda line: problems.append(line.text) if "Content Security" in line.text else None)
        if email:
            page.goto("/sign-in")
            page.get_by_label("E-mail").fill(email)
            page.get_by_label("Password").fill(kontor.password)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/dashboard")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not problems, problems


@pytest.fixture
def company(visit, kontor):
    """company(email) is a signed-in page with the API in the name of its company beside it."""
    return lambda email, **options: Company(visit(email, **options), kontor.origin)


@pytest.fixture
def picture(request):
    """picture(page, name) keeps a screenshot for people to look at."""
    folder = ROOT / "Tests" / "Browser" / "screenshots"
    folder.mkdir(exist_ok=True)

    def take(page, name, **options):
        page.screenshot(path=folder / f"{name}.png", **options)

    return take


def get(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.status, answer.read()
