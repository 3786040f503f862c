# hash(float("nan"))
# identical
def process(message, context):
    nan = float("nan")
    return [hash(nan), hash(nan) == hash(nan), hash((nan, 1)), len({nan, nan, float("nan")})]
