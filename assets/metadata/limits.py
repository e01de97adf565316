"""Bounds before anything is decoded (security rule 23). A bound that is met ends a list or a block, not the program."""

from __future__ import annotations

from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB

HEAD_BYTES: Final = 64 * KIB  # what sniffing may look at
METADATA_BYTES: Final = 16 * MIB  # all blocks of one file together
INFLATE_BYTES: Final = 16 * MIB
INFLATE_TOTAL_BYTES: Final = 48 * MIB  # of one file, damaged attempts included
SUB_BLOCKS: Final = 4_000_000  # of a GIF: a thousand million bytes of honest picture data
ITEM_STEPS: Final = 50_000  # rows of the item tables of a HEIC file
ICC_BYTES: Final = 4 * MIB

JPEG_SEGMENTS: Final = 2_000
PNG_CHUNKS: Final = 50_000  # a large APNG or many small IDAT chunks are honest
RIFF_CHUNKS: Final = 2_000
PSD_RESOURCES: Final = 2_000
GIF_BLOCKS: Final = 20_000
BOXES: Final = 4_000
BOX_DEPTH: Final = 8

TIFF_ENTRIES: Final = 2_000
TIFF_DEPTH: Final = 8
TIFF_VALUE_BYTES: Final = 8 * MIB

XMP_BYTES: Final = 8 * MIB
XMP_DEPTH: Final = 64
XMP_NODES: Final = 20_000
XMP_PACKETS: Final = 8

IIM_DATASETS: Final = 2_000

RAW_VALUE_BYTES: Final = 64 * KIB
RAW_TOTAL_BYTES: Final = 768 * KIB  # raw and decoded; keeps the typed result far below 4 MB of JSON
RAW_VALUES: Final = 4_000
FIELDS_BYTES: Final = MIB

TITLE_CHARS: Final = 300
TEXT_CHARS: Final = 10_000
NAME_CHARS: Final = 300
KEYWORD_CHARS: Final = 200
KEYWORDS: Final = 500
CREATORS: Final = 50
LIST_ITEMS: Final = 200
LANGUAGES: Final = 40
URL_CHARS: Final = 2_000

EARLIEST_YEAR: Final = 1826  # the oldest photograph
COUNT_STOP: Final = 2_000  # frames, pages
PREVIEWS: Final = 16
