"""Rights as other programs read and write them: ODRL 2.2, schema.org, and registers in tables."""
