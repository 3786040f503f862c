# import pyexpat: a module in native code
# refused: a native module is refused
import pyexpat


def process(message, context):
    return pyexpat.ErrorString(1)
