"""``datapackage.json`` read and checked for its shape, before anything relies on it."""

import json
from pathlib import Path

from yusuan.errors import YusuanError, reason_of
from yusuan.validation.model import Json

NAME = "datapackage.json"
_LARGEST_BYTES = 1 << 26
_HINT = "请重新运行 yusuan convert"


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys stand once each: of two values readers would take different ones."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"{next(key for key in keys if keys.count(key) > 1)} 印了两次")
    return found


def read_descriptor(package: Path) -> Json:
    """``datapackage.json`` of the folder.

    Raises YusuanError if it cannot be read, lacks a fact that every package has, or names a path
    outside the package.
    """
    path = package / NAME
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise YusuanError("文件过大，不像数据包的说明", file=path, hint=_HINT)
        text = path.read_text(encoding="utf-8")
        descriptor = json.loads(text, object_pairs_hook=_each_once)
    except FileNotFoundError:
        raise YusuanError(f"没有 {NAME}", file=package, hint="请先运行 yusuan convert") from None
    except (ValueError, RecursionError) as error:
        raise YusuanError(f"不是合规的 JSON（{error}）", file=path, hint=_HINT) from None
    except OSError as error:
        raise YusuanError(f"读不出文件（{reason_of(error)}）", file=path) from None
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise YusuanError("缺少 resources", file=path, hint=_HINT)
    from yusuan.validation.shape import first_fault

    fault = first_fault(descriptor)
    if fault is not None:
        raise YusuanError(fault, file=path, hint=_HINT)
    return descriptor
