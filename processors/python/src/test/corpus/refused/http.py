# urllib.request.urlopen("http://example.org")
# refused: getaddrinfo was excluded (a processor may not use files, sockets
import urllib.request


def process(message, context):
    return urllib.request.urlopen("http://example.org").read()
