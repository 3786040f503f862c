package io.tapedeck.connectors;

/**
 * The ids of a sink's effects for those outside, {@code LINEAGE/TASK/ORDINAL.INDEX}: the same when an effect comes again.
 */
public final class EffectNames {
    private final String beginning;

    /** Those of the sink that is opened so. */
    public EffectNames(SinkContext context) {
        beginning = context.lineage() + "/" + context.task() + "/";
    }

    /** The id of an effect. */
    public String of(EffectId effect) {
        return beginning + effect.ordinal() + "." + effect.index();
    }
}
