"""Which files a training pack may hold."""

from ..terms import LARGEST_PACK_FILE, PACK_FILES


def why_not_file(name: str, size: int, head: bytes) -> str:
    """Why a file cannot be part of a training pack; empty if it can. What it is shows in how it begins."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in PACK_FILES:
        return f"Choose a file that ends in one of: {', '.join(sorted(PACK_FILES))}."
    if size > LARGEST_PACK_FILE:
        return f"The file must be {LARGEST_PACK_FILE // 1024 // 1024} MB or smaller."
    if not size:
        return "The file is empty."
    if not head.startswith(PACK_FILES[ending][1]):
        return f"The file ends in .{ending} but is something else. Save it again as {ending.upper()}."
    return ""


def media_type_of(name: str) -> str:
    """The type under which a file of the pack is served."""
    return PACK_FILES[name.rpartition(".")[2].lower()][0]
