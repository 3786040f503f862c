# os.stat(os.__file__), os.listdir(sys.prefix), inspect.getsource(os.path.join)
# identical
import hashlib
import inspect
import os
import pathlib
import sys
import sysconfig


def process(message, context):
    with open(os.__file__, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    return [
        digest,
        str(os.stat(os.__file__)),
        str(os.stat(sys.prefix)),
        os.listdir(sys.prefix),
        os.listdir(os.path.dirname(os.__file__)),
        [str(each) for each in sorted(pathlib.Path(sys.prefix).glob("lib/*"))],
        os.path.realpath(os.__file__),
        inspect.getsourcefile(os),
        len(inspect.getsource(os.path.join)),
        str(sysconfig.get_paths()),
        os.access(os.__file__, os.W_OK),
    ]
