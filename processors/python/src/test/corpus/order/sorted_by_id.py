# sorted(objects, key=id), key=hash, key=repr
# identical
class Point:
    def __init__(self, x):
        self.x = x


def process(message, context):
    points = [Point(i) for i in range(20)]
    return [[p.x for p in sorted(points, key=key)] for key in (id, hash, repr, lambda p: hash(p) % 7)]
