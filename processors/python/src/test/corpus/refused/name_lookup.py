# socket.getaddrinfo("localhost", 80)
# refused: getaddrinfo was excluded (a processor may not use files, sockets
import socket


def process(message, context):
    return str(socket.getaddrinfo("localhost", 80))
