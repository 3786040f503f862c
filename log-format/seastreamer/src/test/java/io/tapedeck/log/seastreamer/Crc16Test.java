package io.tapedeck.log.seastreamer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Crc16Test {
    private static int of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Crc16.of(bytes, 0, bytes.length);
    }

    @Test
    void checkValues() {
        assertEquals(0xFFFF, of(""));
        assertEquals(0x4C06, of("123456789"));
        assertEquals(0x8028, of("hello, world"));
        assertEquals(0xA106, of("123456789abcd"));
    }

    @Property
    void isTheOneWorkedOutBitByBit(@ForAll byte[] bytes) {
        assertEquals(ReferenceFile.crc(bytes), Crc16.of(bytes, 0, bytes.length));
    }

    @Property
    void foldingTakesTheHighByteFirst(@ForAll byte high, @ForAll byte low) {
        int checksum = (high & 0xFF) << 8 | low & 0xFF;
        assertEquals(ReferenceFile.crc(new byte[] {high, low}), Crc16.fold(Crc16.START, checksum));
    }
}
