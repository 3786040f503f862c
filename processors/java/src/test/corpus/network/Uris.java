// example: URI, URLDecoder
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Uris implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.net.URI.create("http://a/b?c").getPath()));
        context.emit(Value.of("" + java.net.URLDecoder.decode("a%20b", java.nio.charset.StandardCharsets.UTF_8)));
        context.emit(Value.of("" + java.net.URI.create("http://a/b?c").hashCode()));
    }
}
