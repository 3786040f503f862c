# os.listdir("/")
# refused: a processor may not use files
import os


def process(message, context):
    return os.listdir("/")
