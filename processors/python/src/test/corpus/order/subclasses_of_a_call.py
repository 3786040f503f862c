# Base.__subclasses__() after the subclass is gone
# identical
import gc


class Base:
    pass


class Dropped(Base):
    pass


del Dropped


def make(name):
    return type(name, (Base,), {})


def process(message, context):
    before = [each.__name__ for each in Base.__subclasses__()]
    kept = make("Kept")
    for i in range(3):
        make(f"Gone{i}")
    gc.collect()
    return [before, [each.__name__ for each in Base.__subclasses__()], kept.__name__]
