"""Renditions that somebody asks for: ordered once per recipe, made by workers, cleared when nobody asks for them."""
