"""Catalogues of old picture databases: files of records become assets whose files follow later or stay where they are.

Nothing is invented: what a record does not say stays unknown, and a license that it names is a claim.
"""
