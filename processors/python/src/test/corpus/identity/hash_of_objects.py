# hash(object()), object.__hash__(x), hash((object(), 1))
# identical
class Point:
    pass


def process(message, context):
    point = Point()
    return [
        hash(object()),
        hash(point),
        hash(point) == hash(point) == object.__hash__(point),
        object.__hash__("a"),
        hash((point, 1)),
        hash(frozenset([point])),
    ]
