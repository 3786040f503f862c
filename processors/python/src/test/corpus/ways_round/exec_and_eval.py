# exec("import time"), eval(), compile()
# identical
# globals: lost on restore
def process(message, context):
    names = {}
    exec("import time, random\nx = time.time_ns()\ndef f(): return random.random()", names)
    return [names["x"], names["f"](), eval("__import__('time').time_ns()"), eval(compile("hash(object())", "a", "eval"))]
