# sys.exit(1)
# identical
import sys


def process(message, context):
    try:
        sys.exit(message.sequence)
    except SystemExit as error:
        return error.code
