# secrets.token_hex(8), randbelow(), choice()
# identical
import secrets


def process(message, context):
    return [secrets.token_hex(8), secrets.token_urlsafe(8), secrets.randbelow(1000), secrets.choice("abcdef")]
