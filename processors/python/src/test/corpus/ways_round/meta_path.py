# sys.meta_path without the repairing finder
# identical
import sys


def process(message, context):
    kept = list(sys.meta_path)
    sys.modules.pop("random", None)
    sys.modules.pop("uuid", None)
    try:
        sys.meta_path[:] = kept[1:]
        import random
        import uuid

        return [random.random(), random.Random().random(), str(uuid.uuid4()), uuid.getnode()]
    finally:
        sys.meta_path[:] = kept
