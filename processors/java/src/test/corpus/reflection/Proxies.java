// example: Proxy.newProxyInstance
// expect: refused: java.lang.reflect.Proxy.newProxyInstance is refused: the names of its classes differ between runs

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Proxies implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.lang.reflect.Proxy.newProxyInstance(null, null, null)));
    }
}
