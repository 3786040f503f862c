# id(object())
# identical
# globals: lost on restore
def process(message, context):
    one, other = object(), object()
    return [id(one), id(other), id(one) == id(one), id(process), id([]), id({}), id(len)]
