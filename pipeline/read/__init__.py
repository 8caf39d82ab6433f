"""Bytes to a `Page`, whatever they are.

In: bytes in any encoding, of HTML, text or a copied table. Out: lines, each with its kind and offsets.
"""
