# _frozen_importlib, _imp, importlib.metadata, importlib.resources, pkgutil
# identical
# globals: lost on restore
import importlib.util
import sys


def process(message, context):
    seen = []
    for ask in (
        lambda: sys.modules["_frozen_importlib"]._module_locks,
        lambda: importlib._bootstrap._blocking_on,
        lambda: __import__("_imp").is_frozen("os"),
        lambda: __import__("_imp").extension_suffixes(),
        lambda: importlib.util.cache_from_source("a.py"),
        lambda: importlib.util.source_hash(b"a"),
        lambda: importlib.util.find_spec("json"),
        lambda: list(__import__("importlib.metadata").metadata.distributions()),
        lambda: sorted(each.name for each in __import__("pkgutil").iter_modules())[:30],
        lambda: importlib.import_module("json").__spec__.cached,
        lambda: importlib.machinery.all_suffixes(),
        lambda: importlib.invalidate_caches(),
        lambda: [str(each) for each in sys.meta_path],
        lambda: sorted(sys.modules),
    ):
        try:
            seen.append(str(ask()))
        except BaseException as error:
            seen.append(f"{type(error).__name__} {error}")
    return seen
