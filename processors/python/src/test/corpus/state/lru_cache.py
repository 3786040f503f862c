# @functools.lru_cache, cache_info()
# identical
# globals: lost on restore
import functools


@functools.lru_cache
def square(x):
    return x * x


def process(message, context):
    square(3)
    return str(square.cache_info())
