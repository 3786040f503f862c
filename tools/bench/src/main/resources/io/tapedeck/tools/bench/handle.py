def process(message, context):
    order = message.value
    return {"customer": order["customer"], "total": order["total"], "large": order["total"] > 100}
