# import pyexpat
# refused: a native module is refused
import pyexpat


def process(message, context):
    return pyexpat.ErrorString(1)
