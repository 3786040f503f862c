# re.compile() again, re.purge(), re._cache, re.DEBUG, re.LOCALE
# identical
# globals: lost on restore
import re


def process(message, context):
    before = len(re._cache)
    compiled = re.compile(f"a{message.sequence}")
    same = re.compile(f"a{message.sequence}") is compiled
    seen = [before, same, len(re._cache), repr(compiled), hash(compiled) == hash(compiled)]
    for pattern, flags in ((rb"\w", re.LOCALE), (r"(?i)straße", 0), (r"\bé", re.A), (r"(a+)+b", 0), (r"(?<=a)b", 0)):
        try:
            seen.append(str(re.findall(pattern, b"a\xe9" if isinstance(pattern, bytes) else "aaaaaaé STRASSE straße ab", flags)))
        except Exception as error:
            seen.append(f"{type(error).__name__} {error}")
    return seen
