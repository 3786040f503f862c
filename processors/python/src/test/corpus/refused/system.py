# os.system("date")
# refused: process
import os


def process(message, context):
    return os.system("date")
