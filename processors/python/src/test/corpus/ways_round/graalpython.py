# __graalpython__, its functions
# identical
def process(message, context):
    try:
        import __graalpython__ as inner
    except ImportError as error:
        return str(error)
    return [name for name in sorted(dir(inner)) if name in ("current_import", "time_millis", "get_jdk_version")]
