# process.__code__.replace(), types.FunctionType(code, …)
# identical
# globals: lost on restore
import types


def draw():
    import random

    return random.random()


def process(message, context):
    code = draw.__code__
    other = types.FunctionType(code, {"__builtins__": __builtins__}, "other")
    return [other(), repr(other), code.co_name, list(code.co_names), code.co_firstlineno, hash(code) == hash(code)]
