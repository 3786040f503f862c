# os.uname(), platform.*, socket.gethostname()
# identical
import os
import platform
import socket


def process(message, context):
    return [
        str(os.uname()),
        platform.system(),
        platform.node(),
        platform.release(),
        platform.machine(),
        platform.python_version(),
        platform.python_implementation(),
        socket.gethostname(),
    ]
