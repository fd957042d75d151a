"""Files elsewhere, such as `s3://bucket/key`: found, fetched and written through fsspec, by the rules of local ones.

No library for this is imported, and no network touched, unless somebody names such a place.
"""
