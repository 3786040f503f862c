# total += 1 of the module
# identical
# globals: lost on restore
total = 0


def process(message, context):
    global total
    total += 1
    return total
