package io.tapedeck.log;

import java.util.List;

/** Bytes, in hexadecimal, that are the encoding of no value: every decoder refuses them. */
final class NotValues {
    static final List<String> HEX = List.of(
            "", // nothing
            "0C", // unknown tag
            "03", // cut
            "038000", // varint not shortest
            "03FFFFFFFFFFFFFFFFFF02", // varint over 64 bits
            "03FFFFFFFFFFFFFFFFFFFF01", // varint of 11 bytes
            "0400", // integer of no bytes
            "040101", // fits 64 bits
            "040900007FFFFFFFFFFFFFFF", // fits 64 bits, not shortest
            "040A0000FFFFFFFFFFFFFFFFFF", // not shortest
            "05000000000000F83F00", // bytes behind
            "05010000000000F87F", // another NaN
            "0605010101", // bytes behind
            "06FEFFFFFFFFFF010101", // scale over 32 bits
            "0680808080100101", // scale of 2^31
            "0681808080100101", // scale of -2^31 - 1
            "060000", // unscaled of no bytes
            "0600020001", // unscaled not shortest
            "0702C080", // overlong
            "0703E08080", // overlong
            "0704F0808080", // overlong
            "0704F4908080", // above U+10FFFF
            "0701FF", // never a lead
            "070180", // a continuation alone
            "0702C3", // cut
            "0706EDA0BDEDB880", // a pair of surrogates as two of three bytes
            "08FFFFFFFF07", // longer than what is left
            "0900808080808008", // nanoseconds out of range
            "09008094EBDC03", // a second of nanoseconds
            "0980E4ABA9DFB48E7000", // a second behind the last
            "0981B0DFB9FDBB8E7000", // a second before the first
            "0AFFFFFFFF07", // more items than bytes
            "0B01", // cut
            "0B010A000000", // a list as a key
            "0B0203020003020000", // a key twice and bytes behind
            "0B02030200030200", // a key twice
            "0101", // bytes behind
            "0000", // bytes behind
            "07026161C3", // bytes behind
            "040100", // zero fits 64 bits
            "04087FFFFFFFFFFFFFFF", // fits 64 bits
            "040A00008000000000000000", // not shortest
            "05000000000000F8FF", // a NaN with a sign
            "05010000000000F07F", // a NaN that signals
            "060200", // unscaled of no bytes
            "0602020001", // unscaled not shortest
            "060202FF80", // unscaled not shortest
            "0706EDA080EDB080", // a pair of surrogates as two of three bytes
            "0A0200", // cut
            "0B020300000300" // a key that is cut
            );

    private NotValues() {}
}
