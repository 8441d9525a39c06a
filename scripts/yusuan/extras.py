"""Heavy parts that are installed only where they are wanted: ``pip install 'yusuan[site]'``."""

from importlib.util import find_spec

from yusuan.errors import YusuanError


def installing(extra: str) -> str:
    """The command that installs an extra."""
    return f"pip install 'yusuan[{extra}]'"


def require_recogniser() -> None:
    """Raises YusuanError, naming the extra, where text recognition is not installed."""
    require("ocr", "rapidocr", "onnxruntime")


def require(extra: str, *modules: str) -> None:
    """Raises YusuanError naming the extra if a module that it brings is not installed."""
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        raise YusuanError(
            f"缺少 {'、'.join(missing)}",
            hint=f"请先安装这一部分：{installing(extra)}",
        )
