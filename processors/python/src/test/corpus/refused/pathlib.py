# pathlib.Path("/etc/hostname").read_text(), os.open()
# refused: a processor may not use files
import pathlib


def process(message, context):
    return pathlib.Path("/etc/hostname").read_text()
