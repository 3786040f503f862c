package io.tapedeck.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** State that rolls back, iterates in key order, and has a digest that tells every write. */
class StateStoreTest {
    /** A write, or, without a value, a removal. */
    record Write(Value key, long value, boolean remove) {
        void apply(StateStore store, Map<Value, Value> model) {
            if (remove) {
                store.remove(key);
                model.remove(key);
            } else {
                store.put(key, Value.of(value));
                model.put(key, Value.of(value));
            }
        }
    }

    @Provide
    Arbitrary<List<Write>> writes() {
        Arbitrary<Value> keys = Arbitraries.of(
                Value.NULL,
                Value.of(true),
                Value.of(7),
                Value.of(7.0),
                Value.of(new BigDecimal("6.9")),
                Value.of(BigInteger.TEN.pow(30)),
                Value.of(Double.NEGATIVE_INFINITY),
                Value.of("a"),
                Value.of("\uFFFF"),
                Value.of("\uD83D\uDE00"),
                Value.of(Bytes.utf8("a")));
        return Combinators.combine(keys, Arbitraries.longs(), Arbitraries.of(true, false, false))
                .as(Write::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 300)
    void behavesAsASortedMap(@ForAll("writes") List<Write> writes) {
        StateStore store = new StateStore();
        TreeMap<Value, Value> model = new TreeMap<>(KeyOrder.INSTANCE);
        for (Write write : writes) {
            write.apply(store, model);
            assertEquals(List.copyOf(model.entrySet()), entries(store));
        }
    }

    @Property(tries = 300)
    void rollsBackToASavepointAsIfNothingHadHappened(
            @ForAll("writes") List<Write> kept, @ForAll("writes") List<Write> undone) {
        StateStore store = new StateStore();
        TreeMap<Value, Value> model = new TreeMap<>(KeyOrder.INSTANCE);
        kept.forEach(write -> write.apply(store, model));
        long digest = store.digest();
        int savepoint = store.savepoint();
        undone.forEach(write -> write.apply(store, new TreeMap<>(KeyOrder.INSTANCE)));
        store.rollBackTo(savepoint);
        assertEquals(List.copyOf(model.entrySet()), entries(store));
        assertEquals(digest, store.digest());
        store.rollBackTo(0);
        assertEquals(0, store.size());
        assertEquals(0, store.digest());
    }

    @Test
    void theDigestTellsTheOrderOfWrites() {
        StateStore one = new StateStore();
        one.put("a", Value.of(1));
        one.put("b", Value.of(2));
        StateStore other = new StateStore();
        other.put("b", Value.of(2));
        other.put("a", Value.of(1));
        assertNotEquals(one.digest(), other.digest());
    }

    @Test
    void knowsWhatChangedSinceTheCheckpoint() {
        StateStore store = new StateStore();
        store.put("a", Value.of(1));
        store.checkpointed();
        store.put("b", Value.of(2));
        store.remove("a");
        assertEquals(java.util.Set.of(Value.of("a"), Value.of("b")), java.util.Set.copyOf(store.changedKeys()));
    }

    private static List<Map.Entry<Value, Value>> entries(StateStore store) {
        List<Map.Entry<Value, Value>> entries = new ArrayList<>();
        store.entries().forEach(entries::add);
        return entries;
    }

    @Test
    void timersAreUndoneAndDigestedAsEntriesAreAndStandApartFromThem() {
        StateStore store = new StateStore();
        store.put("a", Value.of(1));
        store.commit();
        long before = store.digest();
        store.timers().set("late", Instant.ofEpochSecond(20));
        store.timers().set("early", Instant.ofEpochSecond(10));
        store.timers().set("late", Instant.ofEpochSecond(30));
        assertNotEquals(before, store.digest());
        assertEquals(1, store.size());
        assertEquals(List.of(Value.of("a")), keys(store));
        assertEquals(List.of("early", "late"), timerKeys(store));
        assertEquals(Optional.of(Instant.ofEpochSecond(30)), store.timers().due("late"));
        assertEquals(List.of(), store.timersDueAt(Instant.ofEpochSecond(9)));
        assertEquals(1, store.timersDueAt(Instant.ofEpochSecond(10)).size());

        store.rollBackTo(0);
        assertEquals(before, store.digest());
        assertEquals(Optional.empty(), store.nextTimer());
    }

    @Test
    void aTimerIsCancelledAmongKeysThatAreNumbersAndWereWalkedThrough() {
        StateStore store = new StateStore();
        store.put(Value.of(1), Value.of("a"));
        store.timers().set("due", Instant.EPOCH);
        assertEquals(List.of(Value.of(1)), keys(store));
        store.timers().cancel("due");
        assertEquals(Optional.empty(), store.nextTimer());
        assertEquals(List.of(Value.of(1)), keys(store));
    }

    @Test
    void timersOfOneTimeFireInTheOrderOfTheirKeys() {
        StateStore store = new StateStore();
        for (Value key : List.of(Value.of("b"), Value.of(2), Value.of("a"), Value.of(10))) {
            store.timers().set(key, Instant.EPOCH);
        }
        assertEquals(List.of("2", "10", "a", "b"), timerKeys(store));
    }

    @Test
    void aCheckpointGivesTimersBack() {
        StateStore store = new StateStore();
        store.put("a", Value.of(1));
        store.timers().set(Value.of(7), Instant.ofEpochSecond(10, 5));
        StateStore restored = store.restored();
        assertEquals(store.timers().all(), restored.timers().all());
        assertEquals(store.digest(), restored.digest());
        restored.timers().cancel(Value.of(7));
        assertEquals(List.of(), restored.timers().all());
        assertEquals(1, restored.size());
    }

    private static List<String> timerKeys(StateStore store) {
        return store.timers().all().stream()
                .map(timer -> timer.key().toString())
                .toList();
    }

    private static List<Value> keys(StateStore store) {
        List<Value> keys = new ArrayList<>();
        store.entries().forEach(entry -> keys.add(entry.getKey()));
        return keys;
    }

    @Property(tries = 200)
    void whatWasCommittedCanBeTakenBack(@ForAll("writes") List<Write> first, @ForAll("writes") List<Write> second) {
        StateStore store = new StateStore();
        Map<Value, Value> model = new HashMap<>();
        first.forEach(write -> write.apply(store, model));
        store.timers().set(Value.of("t"), Instant.EPOCH);
        store.commit();
        long digest = store.digest();
        Map<Value, Value> ignored = new HashMap<>();
        second.forEach(write -> write.apply(store, ignored));
        store.timers().cancel(Value.of("t"));
        store.commit();
        store.revert(store.reversal());
        assertEquals(digest, store.digest());
        assertEquals(model, contents(store));
        assertEquals(Optional.of(Instant.EPOCH), store.timers().due(Value.of("t")));
    }

    private static Map<Value, Value> contents(StateStore store) {
        Map<Value, Value> contents = new HashMap<>();
        store.entries().forEach(entry -> contents.put(entry.getKey(), entry.getValue()));
        return contents;
    }
}
