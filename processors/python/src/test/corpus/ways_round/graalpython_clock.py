# __graalpython__.time_millis()
# identical
def process(message, context):
    try:
        import __graalpython__ as inner

        return inner.time_millis()
    except (ImportError, AttributeError) as error:
        return str(error)
