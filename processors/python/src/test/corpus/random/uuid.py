# uuid.uuid1(), uuid4(), getnode()
# identical
import uuid


def process(message, context):
    return [str(uuid.uuid1()), str(uuid.uuid1()), str(uuid.uuid4()), uuid.getnode(), str(uuid.uuid5(uuid.NAMESPACE_DNS, "a"))]
