# object.__subclasses__(), to find what is not imported
# identical
def process(message, context):
    found = [c for c in object.__subclasses__() if c.__name__ in ("date", "Random", "TextIOWrapper", "Popen", "socket")]
    return [str(getattr(c, "today", c.__name__.lower)()) for c in found]
