# os.utime(os.__file__), os.chmod, os.link, os.remove
# refused: a processor may not use files
import os


def process(message, context):
    os.utime(os.__file__, (1, 1))
