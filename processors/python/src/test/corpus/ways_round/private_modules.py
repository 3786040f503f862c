# import _random, _datetime, _pydatetime, posix
# identical
import importlib


def process(message, context):
    seen = []
    for name in ("_random", "_datetime", "_pydatetime", "posix", "_strptime", "_uuid"):
        try:
            seen.append(repr(importlib.import_module(name)))
        except ImportError as error:
            seen.append(str(error))
    import _random
    import posix

    return [*seen, _random.Random().random(), posix.urandom(4), posix.getpid()]
