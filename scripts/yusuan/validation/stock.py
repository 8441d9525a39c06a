"""The stock rules of ``frictionless validate``, row by row: for a release, and to compare."""

from collections.abc import Iterator
from pathlib import Path

from yusuan.extras import require
from yusuan.progress import Progress
from yusuan.validation.descriptor import NAME
from yusuan.validation.model import Json, Problem


def stock_problems(package: Path, descriptor: Json, progress: Progress) -> Iterator[Problem]:
    """What the stock command finds, resource by resource."""
    require("stock", "frictionless", "pandas")
    from frictionless import FrictionlessException, Package

    try:
        described = Package(str(package / NAME))
    except FrictionlessException as error:
        yield Problem(NAME, str(error))
        return
    total = len(descriptor["resources"])
    for done, entry in enumerate(descriptor["resources"]):
        progress(done, total, f"frictionless：{entry['name']}")
        report = described.get_resource(entry["name"]).validate()
        found = (*report.errors, *(each for task in report.tasks for each in task.errors))
        yield from (Problem(entry["path"], each.message) for each in found)
