"""Archives to tables: `python -m pipeline archives PATHS… --out DIR`, and `status` and `same` of what is there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import Future, as_completed
from pathlib import Path

from pipeline.archives.cluster import LOCAL, POOL, workers
from pipeline.archives.places import ARCHIVES_ASKED, archives_at, archives_in, cleared, fail, folder_of
from pipeline.archives.progress import Bar, status
from pipeline.archives.same import same
from pipeline.archives.worker import read_archive
from pipeline.records import Refusal
from pipeline.storage.atomic import replace_file
from pipeline.storage.lock import locked
from pipeline.text.normalise import counted

STATUS, SAME_PROJECTS = "status", "same"
RUN_IT_AGAIN = "What was read is kept; run it again to read the rest."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline archives` takes."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH",
        help="WARC and WACZ files, folders, patterns and addresses (s3://, https://); or 'status', or 'same'",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder that all workers see")
    parser.add_argument(
        "--cluster", default=LOCAL, metavar="WHERE",
        help=f"{LOCAL}: a cluster on this machine (default); {POOL}: processes of Python; or a scheduler's address",
    )  # fmt: skip
    parser.add_argument(
        "--workers", type=_one_or_more, metavar="N", help="workers on this machine (default: one a core)"
    )


def _one_or_more(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1 on, found {text!r}")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Read what is missing, or say how far it is, or which projects are the same; the exit code.

    0: all archives are read. 1: some failed, which a second run tries again.

    Raises:
        Refusal: no archive is named, or none was ever read into that folder, or there is no cluster, or no more.
        OSError: the folder cannot be written.
    """
    if args.paths in ([STATUS], [SAME_PROJECTS]) and not archives_in(args.out):
        raise Refusal(f"No archive was read into {args.out} yet: name archives first, with the same --out.")
    if args.paths == [STATUS]:
        print("\n".join(status(args.out)))
        return 0
    if args.paths == [SAME_PROJECTS]:
        with workers(args.cluster, args.workers) as pool, locked(args.out), cleared(args.out):
            print(same(args.out, pool))
        return 0
    return _read(args.out, archives_at(args.paths), args.cluster, args.workers)


def _read(out: Path, archives: Sequence[str], cluster: str, count: int | None) -> int:
    missing = [archive for archive in archives if not folder_of(out, archive).exists()]
    try:
        failed = _work(out, missing, cluster, count)
    except KeyboardInterrupt as stopped:
        raise Refusal(f"Stopped. {RUN_IT_AGAIN}") from stopped
    print("\n".join(status(out)))
    if failed:
        print(f"{counted(failed, 'archive')} failed: run it again to try them again.", file=sys.stderr)
    return int(failed > 0)


def _work(out: Path, archives: Sequence[str], cluster: str, count: int | None) -> int:
    """Have workers read the archives, if there are any; how many failed. Before workers are there, nothing is written.

    Raises:
        Refusal: there is no scheduler, or it is gone.
    """
    with workers(cluster if archives else POOL, count) as pool, locked(out), cleared(out):
        every = dict.fromkeys([*archives_in(out), *archives])
        replace_file(out / ARCHIVES_ASKED, "".join(f"{archive}\n" for archive in every).encode())
        futures: dict[Future[None], str] = {
            pool.submit(read_archive, archive, str(out.resolve())): archive for archive in archives
        }
        bar, failed = Bar(len(archives)), 0
        for future in as_completed(futures):
            if future.cancelled():
                raise Refusal(f"{cluster} answers no more. {RUN_IT_AGAIN}")
            if error := future.exception():
                failed += 1
                fail(out, futures[future], f"{type(error).__name__}: {error}")
            bar.step()
    return failed
