# typing.get_type_hints(), repr(list[int] | None), Protocol
# identical
import typing


class Sized(typing.Protocol):
    def size(self) -> int: ...


def scale(x: "int", y: list[int] | None = None) -> typing.Optional[str]: ...


def process(message, context):
    return [str(typing.get_type_hints(scale)), repr(list[int] | None), repr(typing.Union[int, str]), repr(typing.TypeVar("T")), repr(Sized)]
