# hashlib.sha256(), md5(), hmac, zlib.crc32(), base64, struct
# identical
import base64
import hashlib
import hmac
import struct
import zlib


def process(message, context):
    return [
        hashlib.sha256(b"a").hexdigest(),
        hashlib.md5(b"a").hexdigest(),
        hmac.new(b"k", b"a", "sha1").hexdigest(),
        zlib.crc32(b"abc"),
        zlib.compress(b"abc" * 100),
        base64.b85encode(b"abc"),
        struct.pack("<id", 5, 1.5),
        struct.pack("@l", 5),
    ]
