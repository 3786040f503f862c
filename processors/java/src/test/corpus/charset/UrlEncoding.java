// example: URLEncoder.encode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class UrlEncoding implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.net.URLEncoder.encode("größe &", java.nio.charset.StandardCharsets.UTF_8)));
        context.emit(Value.of("" + java.net.URLEncoder.encode("größe")));
        context.emit(Value.of("" + java.net.URLDecoder.decode("gr%C3%B6%C3%9Fe")));
    }
}
