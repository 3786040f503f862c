# dir(), vars(), globals(), locals(), sys.modules
# identical
import sys


class Point:
    b = 1
    a = 2


def process(message, context):
    z, y = 1, 2
    return [dir(Point), list(vars(Point)), list(globals()), list(locals()), list(sys.modules), dir(sys)]
