# list({"x", "y", "z"})
# identical
def process(message, context):
    words = {f"word{i}" for i in range(50)}
    words -= {"word7"}
    return [*words, *(words & {"word1", "word2", "word3"}), *(words ^ {"a", "b"})]
