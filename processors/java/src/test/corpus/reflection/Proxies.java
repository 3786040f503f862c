// example: Proxy.newProxyInstance
// expect: refused: a processor must not use reflection

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.lang.reflect.*;

public class Proxies implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.lang.reflect.Proxy.newProxyInstance(null, null, null)));
    }
}
