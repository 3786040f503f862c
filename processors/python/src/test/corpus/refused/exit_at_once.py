# os._exit(3)
# refused: os._exit
import os


def process(message, context):
    try:
        os._exit(3)
    except BaseException:
        return "caught"
