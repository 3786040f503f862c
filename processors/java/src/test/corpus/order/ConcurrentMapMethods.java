// example: ConcurrentHashMap: computeIfAbsent, merge, iterators, views
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ConcurrentMapMethods implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        ConcurrentHashMap<Object, Integer> map = new ConcurrentHashMap<>(Map.of("b", 1, "a", 2));
        map.computeIfAbsent(RoundingMode.UP, key -> 5);
        map.computeIfPresent("b", (key, value) -> value + 10);
        map.compute("z", (key, value) -> value == null ? 1 : value + 1);
        map.merge("z", 5, Integer::sum);
        map.putIfAbsent("a", 77);
        map.replaceAll((key, value) -> value * 2);
        context.emit(Value.of(map + " " + map.mappingCount() + " " + map.contains(10) + Collections.list(map.keys())));
        for (Object key : map.keySet()) {
            map.remove(key);
            map.put(key + "!", 1);
            if (map.size() > 6 || key.toString().length() > 6) {
                break;
            }
        }
        context.emit(Value.of(map.toString()));
        map.keySet().removeIf(key -> key.equals("a!"));
        map.entrySet().forEach(entry -> entry.setValue(entry.getValue() + 1));
        map.values().removeIf(value -> value > 100);
        ConcurrentHashMap.KeySetView<Object, Integer> keys = map.keySet(3);
        keys.add("added");
        context.emit(Value.of(map + " " + keys + " " + keys.getMap().get("added") + keys.contains("added")));
        ConcurrentMap<Object, Integer> copy = new ConcurrentHashMap<>(map);
        context.emit(Value.of("" + copy.equals(map) + copy.remove("added", 4) + copy.replace("added", 3, 9) + copy));
        try {
            map.put(null, 1);
        } catch (NullPointerException e) {
            context.emit(Value.of("no null"));
        }
    }
}
