# gc.callbacks, gc.freeze(), gc.get_threshold(), gc.set_debug(), gc.is_tracked(x)
# identical
import gc

called = []


def process(message, context):
    seen = []
    gc.callbacks.append(lambda *about: seen.append(str(about)))
    gc.collect()
    gc.callbacks.clear()
    for ask in (
        lambda: gc.freeze(),
        lambda: gc.get_freeze_count(),
        lambda: gc.unfreeze(),
        lambda: gc.get_threshold(),
        lambda: gc.set_threshold(5, 5, 5),
        lambda: gc.get_debug(),
        lambda: gc.set_debug(gc.DEBUG_LEAK),
        lambda: gc.get_debug(),
        lambda: gc.is_tracked([]),
        lambda: gc.is_finalized(object()),
        lambda: gc.garbage,
        lambda: gc.get_referents([1]),
        lambda: gc.get_stats(),
        lambda: gc.disable(),
        lambda: gc.isenabled(),
        lambda: gc.enable(),
        lambda: gc.set_debug(0),
    ):
        try:
            seen.append(str(ask()))
        except Exception as error:
            seen.append(f"{type(error).__name__} {error}")
    return seen
