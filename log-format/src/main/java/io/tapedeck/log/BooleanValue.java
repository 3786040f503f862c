package io.tapedeck.log;

/** True or false. */
public enum BooleanValue implements Value {
    /** False. */
    FALSE,
    /** True. */
    TRUE;

    /** The value for a Java boolean. */
    public static BooleanValue of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public String kind() {
        return "boolean";
    }

    @Override
    public boolean asBoolean() {
        return this == TRUE;
    }

    @Override
    public String toString() {
        return Boolean.toString(this == TRUE);
    }
}
