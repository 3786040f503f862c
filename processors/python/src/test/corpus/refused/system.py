# os.system("date")
# refused: Process creation is not allowed
import os


def process(message, context):
    return os.system("date")
