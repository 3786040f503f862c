# locale.getlocale(), localeconv(), setlocale()
# identical
import locale


def process(message, context):
    seen = [str(locale.getlocale()), locale.getpreferredencoding(), str(locale.localeconv())]
    try:
        seen.append(locale.setlocale(locale.LC_ALL, "de_DE.UTF-8"))
    except locale.Error as error:
        seen.append(str(error))
    seen.append(f"{1234567.5:n}")
    locale.setlocale(locale.LC_ALL, "C")
    return seen
