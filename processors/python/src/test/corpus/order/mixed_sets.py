# set.pop() of mixed types, set order after removals, dicts with objects as keys
# identical
class Point:
    def __repr__(self):
        return "Point"


def process(message, context):
    mixed = {1, "a", 2.5, None, (1, 2), b"x", True, frozenset({3}), Point(), Point, len, 10**30, float("nan")}
    mixed.discard("a")
    mixed.add("zz")
    seen = [str(each) for each in mixed]
    popped = []
    while mixed:
        popped.append(str(mixed.pop()))
    points = {Point(): i for i in range(20)}
    points.popitem()
    left = set(range(50)) ^ set(range(25, 80))
    return [seen, popped, list(points.values()), list(left), list({"a", "b", "c"} | {"d", "e"}), [str(each) for each in {object: 1, int: 2}]]
