# resource.getrusage(), os.getloadavg()
# identical
import os
import resource


def process(message, context):
    return [str(resource.getrusage(resource.RUSAGE_SELF)), resource.getpagesize(), list(os.getloadavg())]
