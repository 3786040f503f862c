# open("data.txt")
# refused: a processor may not use files
def process(message, context):
    return open("data.txt").read()
