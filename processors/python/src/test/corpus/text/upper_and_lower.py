# "istanbul I".upper(), casefold(), title(), "ß".upper()
# identical
def process(message, context):
    return ["istanbul I".upper(), "ISTANBUL".lower(), "i".title(), "ß".upper(), "Straße".casefold(), "ǆ".title(), "İ".lower()]
