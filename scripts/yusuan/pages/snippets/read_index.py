import hashlib
import json
from pathlib import Path

index = json.loads(Path("index.json").read_text(encoding="utf-8"))
edition = index["versions"][0] if index["versions"] else index["current"]
for file in edition["files"]:
    if not file.get("on_site", True):
        continue  # file["download_url"] says where it is, if it is anywhere yet
    path = Path(edition["path"], file["path"])
    print(hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"], path)
