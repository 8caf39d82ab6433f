"""Who does the work: processes of this machine, or the workers of a cluster; the same calls, and the same rows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from pipeline.archives.limits import LONGEST_CONNECT, MEMORY_OF_WORKER, MOST_KILLED
from pipeline.records import Refusal

POOL, LOCAL = "none", "local"


@contextmanager
def workers(cluster: str, count: int | None) -> Iterator[Executor]:
    """An executor, within a `with` statement.

    Args:
        cluster: `none` for a pool of processes, `local` for a cluster on this machine, or the address of a scheduler.
        count: workers on this machine; as many as it has cores where none is named.

    Raises:
        Refusal: the package is missing, or no scheduler is at that address.
    """
    count = count or os.cpu_count() or 1
    if cluster == POOL:
        with ProcessPoolExecutor(count, get_context("spawn")) as pool:
            try:
                yield pool
            finally:
                pool.shutdown(cancel_futures=True)  # who stops it waits for what is begun, and not for all the rest
        return
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise Refusal(
            "A cluster needs the packages of the extra 'archives' (pip install '.[archives]'); --cluster none does not."
        ) from error
    if cluster == LOCAL:
        dask.config.set({"distributed.scheduler.allowed-failures": MOST_KILLED})
        with (
            LocalCluster(
                n_workers=count, threads_per_worker=1, memory_limit=MEMORY_OF_WORKER, host="127.0.0.1",
                dashboard_address="127.0.0.1:0",  # any free port: there may be another cluster
            ) as here,
            Client(here) as client,
        ):  # fmt: skip
            yield client.get_executor(pure=False)
        return
    try:
        client = Client(cluster, timeout=LONGEST_CONNECT)
    except (OSError, ValueError) as error:  # "missing port number in address 'here'"
        raise Refusal(f"No scheduler answers at {cluster} ({error}).") from error
    with client:
        yield client.get_executor(pure=False)
