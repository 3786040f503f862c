package io.tapedeck.processors.java;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

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
    private final Map<String, String> inDescriptors;

    /** Renames classes, internal names with slashes, all of {@code java}. */
    TypeRenamer(Map<String, String> renamed) {
        this.renamed = renamed;
        inDescriptors = renamed.entrySet().stream()
                .collect(Collectors.toMap(entry -> "L" + entry.getKey(), entry -> "L" + entry.getValue()));
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
        String whole = renamed.get(text);
        if (whole != null || !text.contains("Ljava/")) {
            return whole != null ? whole : text;
        }
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf("Ljava/"); at >= 0; at = text.indexOf("Ljava/", from)) {
            int end = at;
            while (end < text.length() && ";<".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            String type = text.substring(at, end);
            result.append(text, from, at).append(inDescriptors.getOrDefault(type, type));
            from = end;
        }
        return result.append(text, from, text.length()).toString();
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
