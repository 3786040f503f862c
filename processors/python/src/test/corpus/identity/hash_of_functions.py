# hash(f), hash(len), hash(obj.method), hash(lambda: 0)
# identical
# globals: lost on restore
class Point:
    def move(self):
        pass


def process(message, context):
    return [
        hash(x)
        for x in (process, len, Point().move, Point.move, [].append, lambda: 0, str.join, (i for i in ()), Point.__init__)
    ]
