# str(error) of built-in exceptions
# identical
class Point:
    pass


def process(message, context):
    texts = []
    for act in (
        lambda: 1 / 0, lambda: {}["a"], lambda: [][5], lambda: Point().x, lambda: Point() + 1, lambda: int("x"),
        lambda: "a" + 1, lambda: process(), lambda: undefined, lambda: sorted([1, "a"]), lambda: len(Point()), lambda: Point()(),
    ):  # fmt: skip
        try:
            act()
        except Exception as error:
            texts.append(f"{type(error).__name__}: {error}")
    return texts
