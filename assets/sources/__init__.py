"""Index sources as objects: which places are looked through, how often, what a look found, and what a store tells."""
