"""What this room may raise. Everything else that is wrong with a file is a warning inside `FileFacts`."""

from __future__ import annotations


class UnreadableFile(Exception):
    """Refuse the file: nothing in it, no readable header, or a type that is not accepted. `code` is stable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BrokenBlock(Exception):
    """Stop reading one metadata block; `code` becomes a warning and the picture still arrives."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class MetadataNotWritten(Exception):
    """Hand out nothing: the copy could not be made with its pixels proven untouched. `code` is stable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
