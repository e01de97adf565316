"""The CORS rules that a bucket needs, so that a browser may send parts and read previews."""

from collections.abc import Sequence

MAX_AGE_SECONDS = 3_600


def cors_rules(origins: Sequence[str]) -> dict[str, list[dict[str, list[str] | int]]]:
    """Return them as `aws s3api put-bucket-cors --cors-configuration` takes them."""
    rule: dict[str, list[str] | int] = {
        "AllowedOrigins": list(origins),
        "AllowedMethods": ["GET", "HEAD", "PUT"],
        "AllowedHeaders": ["*"],
        "ExposeHeaders": ["ETag", "Content-Length", "Content-Range", "Accept-Ranges"],
        "MaxAgeSeconds": MAX_AGE_SECONDS,
    }
    return {"CORSRules": [rule]}
