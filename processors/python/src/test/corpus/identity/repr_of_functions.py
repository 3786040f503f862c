# repr(f), repr(obj.method), repr(lambda: 0), repr(len)
# identical
# globals: lost on restore
class Point:
    def move(self):
        pass


def process(message, context):
    return [
        repr(x)
        for x in (
            process, len, Point().move, Point.move, [].append, lambda: 0, str.join, object().__str__, Point.__init__,
            classmethod(process), staticmethod(process), property(process), process.__code__,
        )
    ]  # fmt: skip
