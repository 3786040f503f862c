// example: MethodHandleDesc.hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Constants implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.lang.constant.ConstantDescs.BSM_ENUM_CONSTANT.hashCode()));
        context.emit(Value.of("" + java.lang.constant.ConstantDescs.BSM_ENUM_CONSTANT));
        context.emit(Value.of("" + java.lang.constant.ConstantDescs.NULL.hashCode()));
        context.emit(Value.of("" + java.lang.constant.ConstantDescs.CD_int.hashCode()));
        context.emit(Value.of("" + java.lang.constant.MethodTypeDesc.ofDescriptor("()I").hashCode()));
        context.emit(Value.of("" + String.class.describeConstable().get().hashCode()));
    }
}
