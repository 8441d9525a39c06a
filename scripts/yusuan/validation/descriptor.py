"""``datapackage.json`` read and checked for its shape, before anything relies on it."""

import json
from pathlib import Path

from yusuan.errors import YusuanError
from yusuan.validation.model import Json

NAME = "datapackage.json"
_LARGEST_BYTES = 1 << 26
_HINT = "请重新运行 yusuan convert"


def read_descriptor(package: Path) -> Json:
    """``datapackage.json`` of the folder.

    Raises YusuanError if it cannot be read, lacks a fact that every package has, or names a path
    outside the package.
    """
    path = package / NAME
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise YusuanError("文件过大，不像数据包的说明", file=path, hint=_HINT)
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise YusuanError(f"没有 {NAME}", file=package, hint="请先运行 yusuan convert") from None
    except (ValueError, RecursionError) as error:
        raise YusuanError(f"不是合规的 JSON（{error}）", file=path, hint=_HINT) from None
    except OSError as error:
        raise YusuanError(f"读不出文件（{error.strerror}）", file=path) from None
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise YusuanError("缺少 resources", file=path, hint=_HINT)
    from yusuan.validation.shape import first_fault

    fault = first_fault(descriptor)
    if fault is not None:
        raise YusuanError(fault, file=path, hint=_HINT)
    return descriptor
