# os.environ, os.getenv("HOME")
# identical
import os


def process(message, context):
    return [dict(os.environ), os.getenv("HOME"), os.getenv("TZ"), os.path.expanduser("~"), os.path.expandvars("$LANG")]
