# time.strptime("4 May 2020", "%d %B %Y")
# identical
import time


def process(message, context):
    return [str(time.strptime("4 May 2020", "%d %B %Y")), str(time.strptime("Mon 12:00 PM", "%a %I:%M %p"))]
