# recursion through sorted(), repr(), getattr(), generators, comprehensions
# identical
deepest = 0


def note(depth):
    global deepest
    deepest = depth
    return depth + 1


def by_key(depth):
    depth = note(depth)
    sorted([1, 2], key=lambda each: by_key(depth))


class Node:
    def __init__(self, depth):
        self.depth = note(depth)

    def __repr__(self):
        return repr([Node(self.depth)])

    def __getattr__(self, name):
        note(len(name))
        return getattr(self, name + "x")

    def __eq__(self, other):
        return [Node(self.depth)] == [other]

    def __iter__(self):
        yield from Node(self.depth)


def process(message, context):
    seen = []
    for each in (
        lambda: by_key(0),
        lambda: repr(Node(0)),
        lambda: Node(0).a,
        lambda: Node(0) == 1,
        lambda: list(Node(0)),
        lambda: [*map(by_key, [0])],
    ):
        try:
            each()
        except RecursionError as error:
            seen.append([deepest, str(error)])
    return seen
