# "é".encode(), bytes.decode(errors=…), "é".encode("latin-1")
# identical
def process(message, context):
    return ["é€".encode(), "é".encode("latin-1"), "é€".encode("ascii", "xmlcharrefreplace"), b"\xff\xc3".decode(errors="replace"), "é".encode("utf-16")]
