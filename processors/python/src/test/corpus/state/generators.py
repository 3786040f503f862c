# next(counter) of the module, itertools.count()
# identical
# globals: lost on restore
import itertools

numbers = itertools.count()


def process(message, context):
    return next(numbers)
