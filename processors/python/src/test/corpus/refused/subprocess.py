# subprocess.run(["date"])
# refused: Operation not permitted (a processor may not use files, sockets, processes
import subprocess


def process(message, context):
    return subprocess.run(["date"], capture_output=True).stdout
