# print(object()), sys.stderr.write()
# identical
# globals: lost on restore
import sys


def process(message, context):
    print(message.value, object(), process, flush=True)
    print("problem", file=sys.stderr)
