package io.tapedeck.log;

/**
 * Holds {@code Value.NULL}. Why apart: {@link Value} has default methods, so each of its classes initializes it;
 * with the constant in it, two threads that begin with {@code Value} and with {@link NullValue} could wait for each
 * other for ever.
 */
interface NullConstant {
    /** The null value. */
    Value NULL = NullValue.INSTANCE;
}
