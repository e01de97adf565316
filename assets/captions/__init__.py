"""Captions of films: WebVTT in, read strictly and written anew; nothing of a stranger's markup passes."""

from assets.captions.services import captions_of, delete_captions, save_captions
from assets.captions.webvtt import MAX_BYTES, CaptionsInvalid, rewritten

__all__ = ["MAX_BYTES", "CaptionsInvalid", "captions_of", "delete_captions", "rewritten", "save_captions"]
