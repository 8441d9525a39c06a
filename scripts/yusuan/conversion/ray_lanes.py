"""Lanes on a Ray cluster: the very same conversion of a folder, on as many machines as it has.

Every machine has this program, in the same version, and the sources under the same path. Without
the address of a cluster (``RAY_ADDRESS``) the cluster is this machine alone.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from yusuan.conversion.encoded import Converted
from yusuan.conversion.pipeline import Converter
from yusuan.errors import YusuanError, excerpt
from yusuan.extras import require

_NO_REPORTS = {"RAY_USAGE_STATS_ENABLED": "0"}  # Ray would tell its makers of each use


@contextmanager
def ray_lanes(count: int) -> Iterator[list["RayLane"]]:
    """At most ``count`` lanes, no more than the cluster has processors.

    Raises YusuanError where Ray is not installed, or its cluster does not answer.
    """
    require("ray", "ray")
    os.environ.update(_NO_REPORTS)
    import ray

    try:
        ray.init(include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise YusuanError(
            "Ray 没有启动", text=excerpt(str(error)), hint="请核对环境变量 RAY_ADDRESS"
        ) from None
    try:
        processors = int(ray.cluster_resources().get("CPU", 1))
        yield [RayLane() for _ in range(max(1, min(count, processors)))]
    finally:
        ray.shutdown()


class RayLane:
    """A worker of the cluster that converts one folder after another; a new one where it died."""

    def __init__(self) -> None:
        self._actor: Any = None

    def convert(self, folder: Path) -> Converted:
        import ray

        if self._actor is None:
            self._actor = ray.remote(num_cpus=1)(Converter).remote()
        try:
            result = ray.get(self._actor.convert.remote(folder.resolve()))
        except ray.exceptions.RayError as error:
            self.close()
            return Converted(folder, None, (), (_failed(folder, error),))
        assert isinstance(result, Converted)
        return result.moved(folder)

    def close(self) -> None:
        import ray

        actor, self._actor = self._actor, None
        if actor is not None:
            ray.kill(actor)


def _failed(folder: Path, error: Exception) -> YusuanError:
    return YusuanError(
        "转换它的 Ray 进程没有做完",
        file=folder,
        text=excerpt(str(error).strip().partition("\n")[0]),
        hint="可能是内存不足，或那台机器上没有同一版本的程序；请单独转换这一份（--processes 1）",
    )
