# timeit.timeit("pass")
# identical
import timeit


def process(message, context):
    return [timeit.timeit("pass", number=10), timeit.repeat("1 + 1", number=3, repeat=2)]
