# gzip.compress(b"…"): its header holds the time
# identical
import gzip


def process(message, context):
    return gzip.compress(b"abc" * 100)
