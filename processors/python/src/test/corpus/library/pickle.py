# pickle.dumps(x), marshal.dumps(x)
# identical
import marshal
import pickle


class Point:
    def __init__(self):
        self.x = [1]


def process(message, context):
    point = Point()
    return [
        pickle.dumps([point, point, {"a": 1.5}, {"x", "y"}, process]),
        pickle.loads(pickle.dumps(point)).x,
        marshal.dumps({"a": [1, 2.5, "é"], "b": (None, True)}),
    ]
