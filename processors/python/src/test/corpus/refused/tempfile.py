# tempfile.mkdtemp()
# refused: there is no folder for temporary files
import tempfile


def process(message, context):
    return tempfile.mkdtemp()
