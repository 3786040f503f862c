package io.tapedeck.tools.migrate;

/** The code of a step that does what an HTTP middleware of mstream does: what the service answers is handed on. */
final class ServiceProcessor {
    private static final String CODE = """
            \"\"\"Hands on what a service makes of each message, as an HTTP middleware of mstream does.\"\"\"


            def process(message, context):
                headers = {"X-" + name: str(value) for name, value in message.headers.items()}
                request = {"method": "POST", "path": @PATH@, "headers": headers, "body": message.value}
                answer = context.effect(@SERVICE@, request)
                if not 200 <= answer["status"] < 300:
                    raise ValueError(f"the service answered with status {answer['status']}")
                context.emit(answer["body"], message.key, message.headers)
            """;

    private ServiceProcessor() {}

    static String code(String service, String path) {
        return CODE.replace("@PATH@", literal(path)).replace("@SERVICE@", literal(service));
    }

    /** A text as Python has it; what is not ASCII is escaped as TOML does it, which Python reads too. */
    private static String literal(String text) {
        return TomlText.value(text);
    }
}
