package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class XxHash64Test {
    @Test
    void publishedVectorsHold() {
        // From the sanity checks of the xxHash project: bytes made by a multiplicative generator.
        assertEquals(0xEF46DB3751D8E999L, XxHash64.hash(sanity(0), 0));
        assertEquals(0xAC75FDA2929B17EFL, XxHash64.hash(sanity(0), 2654435761L));
        assertEquals(0xE934A84ADB052768L, XxHash64.hash(sanity(1), 0));
        assertEquals(0x5014607643A9B4C3L, XxHash64.hash(sanity(1), 2654435761L));
        assertEquals(0x9136A0DCA57457EEL, XxHash64.hash(sanity(4), 0));
        assertEquals(0x8282DCC4994E35C8L, XxHash64.hash(sanity(14), 0));
        assertEquals(0xC3BD6BF63DEB6DF0L, XxHash64.hash(sanity(14), 2654435761L));
        assertEquals(0xB641AE8CB691C174L, XxHash64.hash(sanity(222), 0));
        assertEquals(0x20CB8AB7AE10C14AL, XxHash64.hash(sanity(222), 2654435761L));
        assertEquals(0x44BC2CF5AD770999L, XxHash64.hash(Bytes.utf8("abc"), 0));
    }

    private static Bytes sanity(int length) {
        byte[] bytes = new byte[length];
        long generator = 2654435761L;
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (generator >>> 56);
            generator *= 0x9E3779B185EBCA8DL;
        }
        return Bytes.wrap(bytes);
    }

    @Property
    void mixIsTheHashOfEightBytes(@ForAll long seed, @ForAll long number) {
        byte[] bytes = new byte[8];
        LittleEndian.putLong(bytes, 0, number);
        assertEquals(XxHash64.hash(Bytes.wrap(bytes), seed), XxHash64.mix(seed, number));
    }

    @Property(tries = 200)
    void theHashOfAViewIsThatOfItsBytes(@ForAll byte[] bytes, @ForAll long seed) {
        byte[] shifted = new byte[bytes.length + 3];
        System.arraycopy(bytes, 0, shifted, 3, bytes.length);
        assertEquals(XxHash64.hash(Bytes.wrap(bytes), seed), XxHash64.hash(Bytes.wrap(shifted, 3, bytes.length), seed));
    }
}
