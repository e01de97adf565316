"""Captions of films."""
