"""Loaded by the processes that tests start, to bound them and to stop them.

None reaches beyond loopback, whatever it is told; with NO_CONNECTIONS not even there. With STEPS_IN a process
counts its steps on files under that folder and to the network, and with KILL_AT it is killed just before
the step of that number.
"""

import os
import signal
import sys
from pathlib import Path

LOOPBACK = ("127.0.0.1", "::1", "localhost", "")
FILES = (
    "open",
    "os.listdir",
    "os.scandir",
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.link",
    "os.truncate",
)
OTHERS = ("socket.connect", "ctypes.dlsym")
FOLDER = os.environ.get("STEPS_IN", "")
KILL_AT = int(os.environ.get("KILL_AT", "0"))
steps = 0


def guard(event, arguments):
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else ""  # a path names a socket of this machine
    elif event == "socket.getaddrinfo":
        host = arguments[0] or ""
    else:
        return
    if os.environ.get("NO_CONNECTIONS") or host not in LOOPBACK:
        print(f"the guard stopped {event} to {host}", file=sys.stderr)
        raise OSError(101, "Network is unreachable")


def count(event, arguments):
    global steps
    named = arguments[0] if event in FILES and isinstance(arguments[0], str | bytes) else "/"
    if event in OTHERS or str(Path.cwd() / os.fsdecode(named)).startswith(FOLDER):
        steps += 1
        if steps == KILL_AT:
            os.kill(os.getpid(), signal.SIGKILL)
        if not KILL_AT:
            print(f"step {steps} {event}", file=sys.stderr)


sys.addaudithook(guard)
if FOLDER:
    sys.addaudithook(count)
