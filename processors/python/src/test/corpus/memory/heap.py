# [0] * 2**30
# stops: the machine's memory is full
def process(message, context):
    try:
        return len([None] * (2**31 - 100))
    except BaseException:
        return "caught"
