def process(message, context):
    order = message.value
    return {"id": order["id"], "customer": order["customer"], "total": order["total"]}
