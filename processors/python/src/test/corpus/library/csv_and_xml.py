# csv.writer, xml.etree elements, html.escape
# identical
import csv
import html
import io
import xml.etree.ElementTree as tree


def process(message, context):
    text = io.StringIO()
    csv.writer(text).writerows([[1, "a,b", 2.5], [message.value, None, "é"]])
    root = tree.Element("a", b="1")
    tree.SubElement(root, "c").text = "text"
    return [text.getvalue(), tree.tostring(root, encoding="unicode"), repr(root), html.escape("<&>")]
