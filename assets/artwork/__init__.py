"""Artwork for merchandise: product data, preflight of print files, mock-ups. Files are opened in the sandbox alone."""

from assets.artwork.products import (
    Both,
    ColorSpace,
    FontRule,
    Place,
    Product,
    Products,
    Technique,
    Transparency,
    UnusableProducts,
    products,
    read_products,
)

__all__ = [
    "Both",
    "ColorSpace",
    "FontRule",
    "Place",
    "Product",
    "Products",
    "Technique",
    "Transparency",
    "UnusableProducts",
    "products",
    "read_products",
]
