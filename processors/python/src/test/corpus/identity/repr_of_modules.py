# repr(sys), repr(json), module.__file__, __spec__
# identical
# globals: lost on restore
import json
import sys
import types


def process(message, context):
    return [repr(sys), repr(json), json.__file__, repr(json.__spec__), repr(types.ModuleType("m")), repr(sys.modules[__name__])]
