"""Serves the SQLite file of the tables on this machine, on a port that is free, and opens the projects in a browser.

    python tools/browse.py processed/weerbaar_bestuur.sqlite .cache/browse.json

The other file is what `python -m pipeline sqlite --metadata` wrote. Control-C ends it.
"""

import socket
import subprocess
import sys
import time
import webbrowser
from pathlib import Path

HOST = "127.0.0.1"
LONGEST_CELL = "80"  # characters of a text that a table shows; the row shows all of it
PATIENCE = 60  # seconds in which Datasette starts, on a busy machine too


def free_port() -> int:
    with socket.create_server((HOST, 0)) as found:
        return int(found.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex((HOST, port)) == 0


def main(database: str, metadata: str) -> int:
    port = free_port()
    options = ["--host", HOST, "--port", str(port), "--setting", "truncate_cells_html", LONGEST_CELL]
    server = subprocess.Popen([sys.executable, "-m", "datasette", database, "--metadata", metadata, *options])
    try:
        until = time.monotonic() + PATIENCE
        while server.poll() is None and not answers(port) and time.monotonic() < until:
            time.sleep(0.1)
        if server.poll() is None:
            url = f"http://{HOST}:{port}/{Path(database).stem}/projects"
            print(f"Open {url}", flush=True)
            webbrowser.open(url)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
