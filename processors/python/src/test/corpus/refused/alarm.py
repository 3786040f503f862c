# signal.alarm(1)
# refused: signals are refused
import signal


def process(message, context):
    return signal.alarm(1)
