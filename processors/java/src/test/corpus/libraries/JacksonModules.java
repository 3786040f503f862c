// example: jackson-databind: findAndRegisterModules
// expect: refused: java.util.ServiceLoader.load is refused: a processor must not load classes
// library: jackson-core jackson-databind jackson-annotations

import module java.base;
import com.fasterxml.jackson.annotation.*;
import com.fasterxml.jackson.core.*;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.*;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class JacksonModules implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new ObjectMapper().findAndRegisterModules().getRegisteredModuleIds()));
    }
}
