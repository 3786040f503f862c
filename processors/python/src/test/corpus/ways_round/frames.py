# sys._getframe().f_back, inspect.stack()
# identical
import inspect
import sys


def process(message, context):
    frame = sys._getframe()
    outer = []
    while frame is not None:
        outer.append([frame.f_code.co_name, frame.f_code.co_filename, frame.f_lineno])
        frame = frame.f_back
    return [outer, [info.function for info in inspect.stack()], inspect.currentframe().f_lineno]
