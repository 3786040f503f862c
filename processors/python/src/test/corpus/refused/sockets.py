# socket.create_connection(("localhost", 80))
# refused: getaddrinfo was excluded (a processor may not use files, sockets
import socket


def process(message, context):
    return socket.create_connection(("localhost", 80))
