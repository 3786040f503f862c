# copy.deepcopy(x)
# identical
import copy


def process(message, context):
    shared = [1]
    value = {"a": shared, "b": shared, "c": (shared, {1, 2})}
    copied = copy.deepcopy(value)
    return [copied["a"] is copied["b"], copied["a"] is not shared, [copied["a"], list(copied["c"][1])]]
