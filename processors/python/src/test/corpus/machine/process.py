# os.getpid(), getcwd(), cpu_count()
# identical
import os


def process(message, context):
    return [os.getpid(), os.getcwd(), os.cpu_count(), os.getuid() >= 0, os.sep, os.name]
