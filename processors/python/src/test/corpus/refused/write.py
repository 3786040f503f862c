# open("out.txt", "w")
# refused: a processor may not use files
def process(message, context):
    with open("out.txt", "w") as out:
        out.write("x")
