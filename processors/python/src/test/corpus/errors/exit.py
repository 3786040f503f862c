# sys.exit(), os._exit(1), os.abort()
# identical
import sys


def process(message, context):
    try:
        sys.exit(message.sequence)
    except SystemExit as error:
        return error.code
