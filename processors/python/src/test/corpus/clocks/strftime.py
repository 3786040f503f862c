# time.strftime("%A %B %c %x %X %Z")
# identical
import time


def process(message, context):
    return [time.strftime("%A %a %B %b %c %x %X %p %Z %z %j %U %W"), time.strftime("%c", time.gmtime(0))]
