# MIMEMultipart().as_string(), with a random boundary
# identical
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText


def process(message, context):
    mail = MIMEMultipart()
    mail.attach(MIMEText("text"))
    return mail.as_string()
