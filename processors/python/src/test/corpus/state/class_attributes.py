# Counter.total += 1
# identical
# globals: lost on restore
class Counter:
    total = 0


def process(message, context):
    Counter.total += 1
    return Counter.total
