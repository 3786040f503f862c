# list({Point(), Point()}), dicts with objects as keys
# identical
class Point:
    def __init__(self, x):
        self.x = x


def process(message, context):
    points = [Point(i) for i in range(50)]
    joined = set(points[:20]) | set(points[10:])
    return [[p.x for p in joined], [p.x for p in {p: 1 for p in reversed(points)}], [p.x for p in frozenset(points) - {points[3]}]]
