# list({int, str, len, None, 1.5})
# identical
def process(message, context):
    return [[str(x) for x in {int, str, float, dict, Exception}], [str(x) for x in {None, 1.5, "a", b"b", (), 7}], [f.__name__ for f in {len, abs, max, min}]]
