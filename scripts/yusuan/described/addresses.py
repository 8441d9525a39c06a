"""Where the files of the package stand: under the site's address where it is known.

Where the package names no homepage, addresses are relative to the root of the site, where the
descriptions stand too: whoever reads them there resolves them rightly, and nothing is invented.
"""

from typing import Any

from yusuan.package.distribution import PACKAGE_FOLDER

Json = dict[str, Any]


def site_address(descriptor: Json, path: str = "") -> str:
    """The address of ``path``, relative to the root of the site, as far as it is known."""
    homepage = descriptor.get("homepage")
    return f"{homepage}/{path}" if homepage else path


def file_address(descriptor: Json, path: str) -> str:
    """The address of a file of the package; one at a release has its own (``distribution``)."""
    if "://" in path:
        return path
    return site_address(descriptor, f"{PACKAGE_FOLDER}/{path}")


def resource_name(entry: Json) -> str:
    """The resource that an entry of ``descriptor.data_files`` is a file of."""
    return str(entry["name"]).removesuffix(f"-{entry['format']}")


def size_of(entry: Json) -> int:
    """The size of a file in bytes."""
    return int(entry["bytes"])


def sha256_of(entry: Json) -> str:
    return str(entry["hash"]).removeprefix("sha256:")
