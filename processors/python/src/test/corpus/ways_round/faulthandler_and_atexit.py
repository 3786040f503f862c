# faulthandler.enable(), atexit.register(f), sys.addaudithook(f)
# identical
# globals: lost on restore
import atexit
import sys

ended = []


def process(message, context):
    seen = []
    for ask in (
        lambda: __import__("faulthandler").is_enabled(),
        lambda: __import__("faulthandler").enable(),
        lambda: atexit.register(ended.append, 1).__name__,
        lambda: atexit._ncallbacks(),
        lambda: atexit._run_exitfuncs(),
        lambda: atexit.unregister(ended.append),
        lambda: sys.addaudithook(lambda *a: None),
        lambda: sys.unraisablehook.__name__,
    ):
        try:
            seen.append(str(ask()))
        except Exception as error:
            seen.append(f"{type(error).__name__} {error}")
    return [seen, list(ended)]
