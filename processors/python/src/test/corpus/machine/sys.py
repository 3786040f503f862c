# sys.version, path, prefix, flags, argv, maxsize, executable
# identical
import sys


def process(message, context):
    return [
        sys.version,
        sys.maxsize,
        sys.byteorder,
        list(sys.argv),
        str(sys.flags),
        str(sys.float_info),
        str(sys.hash_info),
        str(sys.int_info),
        sys.platform,
        sys.getdefaultencoding(),
        sys.getfilesystemencoding(),
        list(sys.path),
        sys.prefix,
        sys.executable,
    ]
