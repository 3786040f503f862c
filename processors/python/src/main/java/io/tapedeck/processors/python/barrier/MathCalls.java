package io.tapedeck.processors.python.barrier;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;

/** {@link StrictMath} in place of {@link Math}, whose last digit may be another on another processor. */
public final class MathCalls {
    private MathCalls() {}

    /** In place of {@link Math#sin}. */
    @TruffleBoundary
    public static double sin(double x) {
        return StrictMath.sin(x);
    }

    /** In place of {@link Math#cos}. */
    @TruffleBoundary
    public static double cos(double x) {
        return StrictMath.cos(x);
    }

    /** In place of {@link Math#tan}. */
    @TruffleBoundary
    public static double tan(double x) {
        return StrictMath.tan(x);
    }

    /** In place of {@link Math#asin}. */
    @TruffleBoundary
    public static double asin(double x) {
        return StrictMath.asin(x);
    }

    /** In place of {@link Math#acos}. */
    @TruffleBoundary
    public static double acos(double x) {
        return StrictMath.acos(x);
    }

    /** In place of {@link Math#atan}. */
    @TruffleBoundary
    public static double atan(double x) {
        return StrictMath.atan(x);
    }

    /** In place of {@link Math#exp}. */
    @TruffleBoundary
    public static double exp(double x) {
        return StrictMath.exp(x);
    }

    /** In place of {@link Math#log}. */
    @TruffleBoundary
    public static double log(double x) {
        return StrictMath.log(x);
    }

    /** In place of {@link Math#log10}. */
    @TruffleBoundary
    public static double log10(double x) {
        return StrictMath.log10(x);
    }

    /** In place of {@link Math#sinh}. */
    @TruffleBoundary
    public static double sinh(double x) {
        return StrictMath.sinh(x);
    }

    /** In place of {@link Math#cosh}. */
    @TruffleBoundary
    public static double cosh(double x) {
        return StrictMath.cosh(x);
    }

    /** In place of {@link Math#tanh}. */
    @TruffleBoundary
    public static double tanh(double x) {
        return StrictMath.tanh(x);
    }

    /** In place of {@link Math#expm1}. */
    @TruffleBoundary
    public static double expm1(double x) {
        return StrictMath.expm1(x);
    }

    /** In place of {@link Math#log1p}. */
    @TruffleBoundary
    public static double log1p(double x) {
        return StrictMath.log1p(x);
    }

    /** In place of {@link Math#atan2}. */
    @TruffleBoundary
    public static double atan2(double x, double y) {
        return StrictMath.atan2(x, y);
    }

    /** In place of {@link Math#hypot}. */
    @TruffleBoundary
    public static double hypot(double x, double y) {
        return StrictMath.hypot(x, y);
    }

    /** In place of {@link Math#pow}. */
    @TruffleBoundary
    public static double pow(double x, double y) {
        return StrictMath.pow(x, y);
    }
}
