"""Files that strangers could bring: drawn by code, one module for each family."""
