# object.__subclasses__(), Base.__subclasses__()
# identical
class Base:
    pass


KINDS = [type(f"Kind{i}", (Base,), {}) for i in range(30)]


def process(message, context):
    del KINDS[5:7]
    return [[kind.__name__ for kind in Base.__subclasses__()][:5], [kind.__name__ for kind in object.__subclasses__()][:20]]
