# def process(message, context, seen=[]): …
# identical
# globals: lost on restore
def process(message, context, seen=[]):
    seen.append(message.value)
    return seen
