# Counter, defaultdict, OrderedDict, deque, namedtuple, ChainMap
# identical
import collections


def process(message, context):
    Point = collections.namedtuple("Point", "x y")
    counter = collections.Counter("mississippi")
    return [counter.most_common(), repr(Point(1, 2)), repr(collections.deque([1, 2], 5)), repr(collections.ChainMap({1: 2}, {})), repr(collections.defaultdict(list, a=[1])), hash(Point(1, "b"))]
