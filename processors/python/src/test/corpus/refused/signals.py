# signal.signal(signal.SIGALRM, f)
# refused: signals are refused
import signal


def process(message, context):
    signal.signal(signal.SIGALRM, lambda *rest: None)
    return signal.alarm(1)
