package io.tapedeck.processors.java;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;

/**
 * Renames classes wherever a class file names them: in its constant pool, where each name, descriptor and
 * signature is a string. A separate pass before the rewriting of calls, because it reaches fields, signatures
 * and local variables alike. (A string of the program that is such a name, with slashes, is renamed too.)
 */
final class TypeRenamer {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    private final Map<String, String> renamed;

    TypeRenamer(Map<String, String> renamed) {
        this.renamed = renamed;
    }

    byte[] rename(byte[] classFile) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length + 256);
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeLong(in.readLong());
            int count = in.readUnsignedShort();
            out.writeShort(count);
            boolean changed = false;
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                out.writeByte(tag);
                if (tag == UTF8) {
                    String text = in.readUTF();
                    String other = rename(text);
                    changed |= !other.equals(text);
                    out.writeUTF(other);
                } else {
                    out.write(in.readNBytes(contentBytes(tag)));
                }
                if (tag == LONG || tag == DOUBLE) {
                    i++;
                }
            }
            in.transferTo(out);
            return changed ? bytes.toByteArray() : classFile;
        } catch (IOException e) {
            throw new IllegalArgumentException("not a class file", e);
        }
    }

    private String rename(String text) {
        if (!text.startsWith("java/util/") && text.indexOf('L') < 0) {
            return text;
        }
        String result = text;
        for (Map.Entry<String, String> entry : renamed.entrySet()) {
            if (result.equals(entry.getKey())) {
                return entry.getValue();
            }
            result = result.replace("L" + entry.getKey() + ";", "L" + entry.getValue() + ";");
        }
        return result;
    }

    private static int contentBytes(int tag) {
        return switch (tag) {
            case LONG, DOUBLE -> 8;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            default -> throw new IllegalArgumentException("not a class file: constant of kind " + tag);
        };
    }
}
