# mmap.mmap(-1, 100)
# identical
import mmap


def process(message, context):
    try:
        shared = mmap.mmap(-1, 100)
        shared[0:1] = b"a"
        return [shared[0:2], len(shared)]
    except Exception as error:
        return f"{type(error).__name__}: {error}"
