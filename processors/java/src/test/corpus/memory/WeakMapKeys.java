// example: WeakHashMap, ReferenceQueue
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class WeakMapKeys implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Map<Object, Integer> map = new WeakHashMap<>();
        for (int i = 0; i < 100; i++) {
            map.put(new byte[10_000], i);
        }
        byte[][] filler = new byte[200][];
        for (int i = 0; i < filler.length; i++) {
            filler[i] = new byte[100_000];
            filler[i / 2] = null;
        }
        java.lang.ref.ReferenceQueue<Object> queue = new java.lang.ref.ReferenceQueue<>();
        java.lang.ref.WeakReference<Object> reference = new java.lang.ref.WeakReference<>(new byte[10], queue);
        context.emit(Value.of("" + map.values()));
        context.emit(Value.of("" + queue.poll()));
        context.emit(Value.of("" + reference.get() == null));
        context.emit(Value.of("" + reference.refersTo(null)));
    }
}
