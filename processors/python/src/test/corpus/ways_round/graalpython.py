# __graalpython__.get_jdk_version()
# identical
def process(message, context):
    import __graalpython__ as inner

    return inner.get_jdk_version()
