def process(message, context):
    order = message.value
    customer = order["customer"]
    count = context.state.get(customer, 0) + 1
    context.state[customer] = count
    return {"customer": customer, "total": order["total"], "count": count}
