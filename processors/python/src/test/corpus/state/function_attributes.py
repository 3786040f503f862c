# process.calls += 1
# identical
# globals: lost on restore
def process(message, context):
    process.calls += 1
    return process.calls


process.calls = 0
