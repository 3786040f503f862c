# asyncio.run(main())
# refused: socket was excluded (a processor may not use files, sockets
import asyncio


async def main():
    await asyncio.sleep(0.1)
    return 1


def process(message, context):
    return asyncio.run(main())
