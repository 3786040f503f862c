# os.stat("/"), os.path.exists("/etc")
# identical
import os


def process(message, context):
    seen = [os.path.exists("/etc"), os.path.isdir("/"), os.access("/etc", os.R_OK)]
    try:
        seen.append(str(os.stat("/etc")))
    except OSError as error:
        seen.append(str(error))
    return seen
