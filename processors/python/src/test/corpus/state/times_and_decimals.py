# context.state["at"] = context.now(), Decimal
# identical
import decimal


def process(message, context):
    before = context.state.get("at")
    context.state["at"] = context.now()
    context.state["sum"] = context.state.get("sum", decimal.Decimal(0)) + decimal.Decimal("0.10")
    return [str(before), str(message.time), context.state["sum"]]
