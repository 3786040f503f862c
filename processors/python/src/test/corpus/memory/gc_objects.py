# gc.get_objects(), gc.get_referrers(x)
# identical
import gc


def process(message, context):
    seen = []
    for ask in ("get_objects", "get_referrers", "get_stats"):
        try:
            seen.append(str(getattr(gc, ask)()))
        except Exception as error:
            seen.append(type(error).__name__)
    return seen
