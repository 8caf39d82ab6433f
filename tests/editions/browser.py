"""A real browser for the tests: Chromium without a window, driven by chromedriver on loopback."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 10  # seconds; a busy machine is slow
MISSING = (  # conftest.py repeats it at the end of the run
    "NOT TESTED: the report in a browser, for {} is not on the PATH; 'sh tools/browser' installs it, or says what to do"
)
NODE = Path(".cache/node")  # where tools/node puts what is taken from npm
EXPECTED = "EXPECT_BROWSER"  # set where a missing browser is a fault and no reason to skip: in .ci/run


def found(*names: str, missing: str = MISSING, expected: str = EXPECTED) -> str:
    """The path of the first of these programs; without any the test is skipped, or fails where it is expected."""
    path = next((path for name in names if (path := shutil.which(name))), None)
    return path or lack(missing.format(names[0]), expected)


def lack(missing: str, expected: str = EXPECTED) -> NoReturn:
    """Skip the test, or let it fail where what is missing is expected."""
    if os.environ.get(expected):
        pytest.fail(missing, pytrace=False)
    pytest.skip(missing)


class Browser:
    """One window."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, page: Path, width: int = 1280, dark: bool = False, scripts: bool = True, address: str = "") -> None:
        """Open a file afresh, with what follows "#" in its address; what was logged before is forgotten."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        self._tell("Emulation.setDeviceMetricsOverride", **size)
        feature = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._tell("Emulation.setEmulatedMedia", features=[feature])
        self._tell("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.driver.get("about:blank")
        self.errors()
        self.requests()
        self.driver.get(page.as_uri() + address)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script in the page returns."""
        return self.driver.execute_script(script, *arguments)

    def texts(self, selector: str) -> list[str]:
        """The text of each element, shown or not, in the order of the document."""
        return self.run("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent.trim())", selector)

    def shown(self, selector: str) -> list[str]:
        """The text of each element that is shown."""
        script = "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility())"
        return self.run(f"{script}.map(e => e.textContent.trim())", selector)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what the page does after an event of its own; the test fails where it does not come to hold."""
        WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05).until(lambda _: holds())

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def fill(self, identifier: str, value: str) -> None:
        """Put a value into a field, as a person who types or chooses it."""
        self.run(
            "const field = document.getElementById(arguments[0]); field.value = arguments[1];"
            "field.dispatchEvent(new Event('input', { bubbles: true }))",
            identifier,
            value,
        )

    def click(self, selector: str) -> None:
        """Click the first element that matches, as a mouse would after scrolling to it."""
        self.run(
            "document.querySelector(arguments[0]).dispatchEvent("
            "new MouseEvent('click', { bubbles: true, cancelable: true }))",
            selector,
        )

    def address(self) -> str:
        """What is in the address from "#" on."""
        return self.run("return decodeURIComponent(location.hash)")

    def downloaded(self, selector: str) -> str:
        """What a click writes into a file: the text of the last one made."""
        return self.driver.execute_async_script(
            "const [selector, done] = arguments; const make = URL.createObjectURL;"
            "URL.createObjectURL = (blob) => { blob.text().then(done); URL.createObjectURL = make; return make(blob) };"
            "document.querySelector(selector).click()",
            selector,
        )

    def copied(self, selector: str) -> str:
        """What a click puts on the clipboard, as plain text."""
        script = (
            "let text = ''; const set = DataTransfer.prototype.setData; DataTransfer.prototype.setData ="
            " function (type, value) { if (type === 'text/plain') text = value; return set.call(this, type, value) };"
            f"document.querySelector({json.dumps(selector)}).click(); DataTransfer.prototype.setData = set; text"
        )
        # Only what a person does may reach the clipboard.
        told = self.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": f"{{{script}}}", "userGesture": True})
        return str(told["result"]["value"])

    def errors(self) -> list[str]:
        """What the console says of errors and warnings since the page was opened."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses that were asked for since the page was opened."""
        events = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]

    def _tell(self, command: str, **parameters: Any) -> None:
        self.driver.execute_cdp_cmd(command, parameters)


@contextmanager
def window() -> Iterator[Browser]:
    """A window that is closed at the end of the `with` statement."""
    options = Options()
    options.binary_location = found(*BROWSERS)
    for argument in ("--headless=new", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # Chromium's own sandbox does not start as root
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(found("chromedriver")))
    try:
        yield Browser(driver)
    finally:
        driver.quit()
