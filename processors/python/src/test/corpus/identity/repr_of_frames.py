# repr(frame), repr(traceback), repr(code)
# identical
import sys


def process(message, context):
    try:
        raise ValueError("x")
    except ValueError as error:
        return [repr(error.__traceback__), repr(sys._getframe()), repr(sys._getframe().f_code)]
