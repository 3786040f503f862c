# ctypes.CDLL(None).time(None)
# refused: ctypes is refused: a processor must not use native code
import ctypes


def process(message, context):
    return ctypes.CDLL(None).time(None)
