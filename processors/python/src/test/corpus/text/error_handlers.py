# codecs.register_error(), codecs.lookup(), encodings.aliases
# identical
# globals: lost on restore
import codecs


def process(message, context):
    codecs.register_error("mine", lambda error: (f"<{error.start}:{error.end}>", error.end))
    seen = ["aéb€".encode("ascii", "mine").decode(), repr(codecs.lookup_error("mine")) != ""]
    for name in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogateescape"):
        try:
            seen.append(str("aé\ud800".encode("latin-1", name)))
        except UnicodeError as error:
            seen.append(str(error))
    for name in ("utf-7", "utf-16", "utf-32", "cp1252", "koi8-r", "shift_jis", "gb18030", "big5", "iso2022_jp", "idna", "punycode", "mbcs", "locale", "filesystem", "cp037", "utf_8_sig", "rot13", "unicode_escape"):
        try:
            seen.append(str("aé".encode(name)))
        except Exception as error:
            seen.append(f"{type(error).__name__} {error}")
    for data in (b"\xff\xfea", b"\x80abc", b"\xe2\x82", b"\xf0\x9f"):
        for name in ("utf-8", "utf-16", "shift_jis", "gb18030", "euc_kr"):
            seen.append(data.decode(name, "replace"))
    return seen
