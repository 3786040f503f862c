# email.utils.formatdate(), EmailMessage
# identical
import email.message
import email.utils


def process(message, context):
    mail = email.message.EmailMessage()
    mail["Subject"] = "é"
    mail.set_content("text")
    return [email.utils.formatdate(), mail.as_string()]
