# sys.getrecursionlimit(), sys.getswitchinterval()
# identical
import sys


def process(message, context):
    return [sys.getrecursionlimit(), sys.getswitchinterval()]
