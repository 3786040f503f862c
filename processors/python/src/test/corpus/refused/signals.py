# signal.signal(signal.SIGALRM, f), signal.alarm(1)
# refused: signals are refused
import signal


def process(message, context):
    signal.signal(signal.SIGALRM, lambda *rest: None)
    return signal.alarm(1)
