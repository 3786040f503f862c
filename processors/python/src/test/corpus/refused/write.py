# open("out.txt", "w"), shutil.copy()
# refused: a processor may not use files
def process(message, context):
    with open("/tmp/out.txt", "w") as out:
        out.write("x")
