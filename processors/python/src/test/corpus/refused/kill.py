# os.kill(os.getpid(), 15)
# refused: processes are refused
import os


def process(message, context):
    return os.kill(os.getpid(), 15)
