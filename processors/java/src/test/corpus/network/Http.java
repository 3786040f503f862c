// example: HttpClient
// expect: refused: a processor must not open connections

import module java.base;
import module java.net.http;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Http implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.net.http.HttpClient.newHttpClient().close();
    }
}
