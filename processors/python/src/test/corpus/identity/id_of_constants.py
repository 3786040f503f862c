# id(None), id(1), id(1.5), id("text"), id(())
# identical
# globals: lost on restore
def process(message, context):
    return [id(x) for x in (None, True, 1, 10**30, 1.5, "text", "te" + str(message.value), b"", b"x", (), (1,), int, Exception)]
