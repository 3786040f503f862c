"""What each customer has spent so far, whenever they order."""


def process(message, context):
    order = message.value
    spent = context.state.get(order["customer"], 0.0) + order["total"]
    context.state[order["customer"]] = spent
    return {"customer": order["customer"], "spent": spent}
