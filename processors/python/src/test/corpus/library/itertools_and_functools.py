# groupby, permutations, reduce, singledispatch
# identical
import functools
import itertools


@functools.singledispatch
def kind(x):
    return "other"


@kind.register
def _(x: int):
    return "int"


def process(message, context):
    return [
        [[k, list(g)] for k, g in itertools.groupby("aabbca")],
        ["".join(p) for p in itertools.permutations("abc", 2)],
        functools.reduce(lambda a, b: a * b, range(1, 20)),
        kind(message.value),
        [list(b) for b in itertools.batched(range(5), 2)] if hasattr(itertools, "batched") else None,
    ]
