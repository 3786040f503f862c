package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.util.Optional;

/**
 * Who reads: a consumer of a group. A run stays the consumer that it was, whose pending entries it finds again; its first
 * message says so in its position.
 *
 * @param group the group's name
 * @param consumer the consumer's name
 */
record Membership(String group, String consumer) {
    /** No key of Redis. */
    private static final Value PLACE = Value.of(0);

    /** The one that a position tells of. */
    static Optional<Membership> of(Optional<Value> position) {
        return position.map(at -> at.get(SourcePosition.SHARDS))
                .filter(shards ->
                        shards instanceof MapValue map && !map.get(PLACE).isNull())
                .map(shards -> ((MapValue) shards).get(PLACE))
                .map(names ->
                        new Membership(names.get(0).asString(), names.get(1).asString()));
    }

    /**
     * Looks whether a run goes on as it began.
     *
     * @param group the group that it is to read in; empty for none
     * @throws ConnectorException where it does not: then its positions do not say what it has
     */
    static void verify(Optional<Value> after, Optional<String> group) throws ConnectorException {
        Optional<String> before = of(after).map(Membership::group);
        if (after.isPresent() && !before.equals(group)) {
            throw new ConnectorException("the run reads "
                    + before.map(name -> "in the group \"" + name + "\"").orElse("without a group")
                    + ", the pipeline file now says "
                    + group.map(name -> "group = \"" + name + "\"").orElse("none")
                    + "; --new starts a new run");
        }
    }

    /** Puts it in the positions of the shards. */
    void putTo(MapValue.Builder shards) {
        shards.put(PLACE, Value.list(Value.of(group), Value.of(consumer)));
    }

    /** The consumer's second name, under which it holds what it claimed: those entries are older than what it has read. */
    String claimer() {
        return consumer + ":claimed";
    }
}
