# unicodedata.normalize(), name(), sorted(["é", "z"])
# identical
import unicodedata


def process(message, context):
    return [
        unicodedata.normalize("NFD", "é"),
        unicodedata.normalize("NFKC", "ﬁ"),
        unicodedata.name("é"),
        unicodedata.unidata_version,
        sorted(["é", "z", "a", "Z", "ä"]),
        "١٢".isdigit(),
        int("١٢"),
        "é".encode("utf-8"),
    ]
