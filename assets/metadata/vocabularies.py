"""Controlled values: IPTC digital source types and PLUS codes, however a file spells them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from assets.metadata.text import clean_line

SOURCE_TYPE_BASE: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
PLUS_BASE: Final = "http://ns.useplus.org/ldf/vocab/"

_SOURCE_TYPES: Final = (
    "digitalCapture", "computationalCapture", "negativeFilm", "positiveFilm", "print", "humanEdits", "digitalCreation",
    "compositeCapture", "algorithmicallyEnhanced", "dataDrivenMedia", "screenCapture", "virtualRecording",
    "algorithmicMedia", "composite", "compositeSynthetic", "compositeWithTrainedAlgorithmicMedia",
    "trainedAlgorithmicMedia", "trainedAlgorithmicData",
)  # fmt: skip
_RETIRED: Final = {
    "minorhumanedits": "humanEdits", "digitalart": "digitalCreation", "softwareimage": "digitalCreation",
}  # fmt: skip
_BY_LOWER: Final[Mapping[str, str]] = {term.lower(): term for term in _SOURCE_TYPES} | _RETIRED
_SOURCE_TYPE: Final = re.compile(
    r"(?:https?://(?:cv\.iptc\.org/newscodes|c2pa\.org)/digitalsourcetype/)?(\w+)/?$", re.I
)
AI_SOURCE_TYPES: Final = frozenset(
    SOURCE_TYPE_BASE + term
    for term in ("compositeSynthetic", "compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia")
)

_PLUS_CODE: Final = re.compile(r"(?:https?://ns\.useplus\.org/ldf/vocab/)?([A-Z]{2,3}-[A-Z0-9-]+)/?$", re.I)
_LICENSE_URL: Final = re.compile(r"https?://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/", re.I)


def digital_source_type(value: str) -> str:
    """The canonical http URI; retired terms become their successor; an unknown term stays as written."""
    value = clean_line(value)
    match = _SOURCE_TYPE.match(value)
    term = _BY_LOWER.get(match[1].lower()) if match else None
    return SOURCE_TYPE_BASE + term if term else value


def plus_code(value: str) -> str:
    """The code of a PLUS value (`MR-NON`, `DMI-PROHIBITED`); anything else stays as written."""
    value = clean_line(value)
    match = _PLUS_CODE.match(value)
    return match[1].upper() if match else value


def is_license_url(value: str) -> bool:
    """Whether an address is a Creative Commons license or public-domain tool."""
    return _LICENSE_URL.match(value) is not None


def license_key(url: str) -> str:
    """What two spellings of one license address share: neither scheme nor language page nor final slash."""
    return re.sub(r"^https?://(?:www\.)?|/(?:deed|legalcode)[\w.-]*$|/+$", "", url.lower()).rstrip("/")


_GENERATORS: Final = (
    ("midjourney", "Midjourney"), ("dall-e", "DALL-E"), ("dall·e", "DALL-E"), ("stable diffusion", "Stable Diffusion"),
    ("stable-diffusion", "Stable Diffusion"), ("adobe firefly", "Adobe Firefly"), ("comfyui", "ComfyUI"),
    ("novelai", "NovelAI"), ("ideogram", "Ideogram"), ("chatgpt", "ChatGPT"), ("gpt-4o", "ChatGPT"),
    ("made with google ai", "Google AI"), ("imagen", "Imagen"), ("invokeai", "InvokeAI"), ("flux.1", "FLUX"),
    ("leonardo.ai", "Leonardo"), ("automatic1111", "Stable Diffusion"),
)  # fmt: skip


def ai_generator(text: str) -> str:
    """The generating system that a software or comment text names, else nothing."""
    lower = text.lower()
    return next((name for mark, name in _GENERATORS if re.search(rf"\b{re.escape(mark)}\b", lower)), "")
