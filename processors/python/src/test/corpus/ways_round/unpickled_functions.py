# pickle.loads(b"ctime\ntime_ns\n(tR."), operator.methodcaller
# identical
import operator
import pickle


def process(message, context):
    return [pickle.loads(b"ctime\ntime_ns\n(tR."), operator.methodcaller("random")(__import__("random"))]
