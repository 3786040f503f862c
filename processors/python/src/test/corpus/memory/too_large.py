# [0] * 2**62, "a" * 2**62
# identical
def process(message, context):
    seen = []
    for make in (lambda: [0] * 2**62, lambda: "a" * 2**62, lambda: bytearray(2**62)):
        try:
            seen.append(len(make()))
        except (MemoryError, OverflowError) as error:
            seen.append(f"{type(error).__name__} {error}")
    return seen
