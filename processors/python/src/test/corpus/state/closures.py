# nonlocal count, kept in a closure
# identical
# globals: lost on restore
def make():
    count = 0

    def process(message, context):
        nonlocal count
        count += 1
        return count

    return process


process = make()
