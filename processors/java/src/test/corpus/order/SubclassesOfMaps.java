// example: class extends WeakHashMap, ConcurrentHashMap, IdentityHashMap
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SubclassesOfMaps implements Processor {
    static class Weak extends WeakHashMap<Object, Integer> {}

    static class Shared extends ConcurrentHashMap<Object, Integer> {}

    static class Same extends IdentityHashMap<Object, Integer> {}

    static class Base extends HashMap<Object, Integer> {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        List<Map<Object, Integer>> maps = List.of(new Weak(), new Shared(), new Same(), new Base());
        for (Map<Object, Integer> map : maps) {
            for (RoundingMode mode : RoundingMode.values()) {
                map.put(mode, mode.ordinal());
            }
            map.put(new int[1], 9);
            map.put(new int[1], 10);
            map.remove(RoundingMode.UP);
            context.emit(Value.of(map.toString() + map.values() + map.containsKey(RoundingMode.DOWN)));
            context.emit(Value.of(map.hashCode() + " " + map.keySet() + map.entrySet().iterator().next()));
        }
    }
}
