# pathlib.Path("/etc/hostname").read_text()
# refused: a processor may not use files
import pathlib


def process(message, context):
    return pathlib.Path("/etc/hostname").read_text()
