package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bytes of a packed segment. A block that cannot be unpacked reads as zeros, so that what is lost, and where
 * reading goes on, is found by the same rules as in any segment.
 */
final class PackedBytes implements SegmentBytes {
    private static final int CACHED_BLOCKS = 8;

    private final SegmentBytes file;
    private final PackedSegment head;
    private final Checksum checksum;
    private final BlockCodec codec;
    private final long[] blockAt;
    /** The segment's; where the file is cut, up to the last block that is left. */
    private final long sizeBytes;

    private final List<Damage> damages;
    private final Map<Long, Optional<byte[]>> cache = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Optional<byte[]>> eldest) {
            return size() > CACHED_BLOCKS;
        }
    };

    private PackedBytes(SegmentBytes file, PackedSegment head, BlockCodec codec, long[] blockAt, List<Damage> damages)
            throws IOException {
        this.file = file;
        this.head = head;
        this.codec = codec;
        checksum = head.checksum();
        this.blockAt = blockAt;
        this.damages = damages;
        sizeBytes = file.size() < head.fileBytes() - PackedSegment.LENGTH ? sizeOfCut() : head.sizeBytes();
    }

    private long sizeOfCut() throws IOException {
        long found = Math.min(head.sizeBytes(), (long) blockAt.length * head.intervalBytes());
        return Math.min(found, file.size() * PackedSegment.RATIO_MAX);
    }

    static PackedBytes open(Path path, SegmentBytes file) throws IOException {
        List<Damage> damages = new ArrayList<>();
        PackedSegment head = head(path, file, damages);
        BlockCodec codec = BlockCodec.ofNumber(head.codec())
                .orElseThrow(() -> new LogException.NotALog(path + " is compressed with codec " + head.codec()
                        + ", which is not on the class path (1 is Zstandard: tapedeck-log-zstd)"));
        long[] blockAt = PackedTable.read(file, head, damages);
        if (file.size() > head.fileBytes()) {
            damages.add(new Damage(head.fileBytes(), file.size() - head.fileBytes(), Damage.Kind.GARBAGE));
        }
        return new PackedBytes(file, head, codec, blockAt, List.copyOf(damages));
    }

    private static PackedSegment head(Path path, SegmentBytes file, List<Damage> damages) throws IOException {
        Optional<PackedSegment> first = headAt(path, file, 0);
        long lastAt = first.isPresent() ? first.get().fileBytes() - PackedSegment.LENGTH : lastHeadAt(path, file);
        Optional<PackedSegment> last = lastAt < PackedSegment.LENGTH ? Optional.empty() : headAt(path, file, lastAt);
        if (first.isEmpty() && last.isEmpty()) {
            throw new LogException.Corrupt(path, new Damage(0, file.size(), Damage.Kind.HEADER));
        }
        if (first.isEmpty()) {
            damages.add(new Damage(0, PackedSegment.LENGTH, Damage.Kind.PACKING));
        }
        if (last.isEmpty()) {
            damages.add(new Damage(lastAt, PackedSegment.LENGTH, Damage.Kind.PACKING));
        }
        return first.or(() -> last).orElseThrow();
    }

    /** Where the last head is that is intact; nothing but garbage may follow it. */
    private static long lastHeadAt(Path path, SegmentBytes file) throws IOException {
        long at = (file.size() - PackedSegment.LENGTH) & -PackedSegment.ALIGNMENT;
        while (at > 0 && headAt(path, file, at).isEmpty()) {
            at -= PackedSegment.ALIGNMENT;
        }
        return at;
    }

    private static Optional<PackedSegment> headAt(Path path, SegmentBytes file, long offset) throws IOException {
        byte[] bytes = file.read(offset, PackedSegment.LENGTH);
        Optional<PackedSegment> head = PackedSegment.decode(bytes, offset);
        if (head.isPresent() && PackedSegment.version(bytes) > SegmentHeader.VERSION) {
            throw new LogException.UnsupportedVersion(path, PackedSegment.version(bytes));
        }
        return head;
    }

    PackedSegment head() {
        return head;
    }

    @Override
    public boolean packed() {
        return true;
    }

    @Override
    public long size() {
        return sizeBytes;
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        byte[] bytes = new byte[SegmentBytes.available(sizeBytes, offset, length)];
        read(offset, bytes, 0, bytes.length);
        return bytes;
    }

    @Override
    public int read(long offset, byte[] target, int at, int length) throws IOException {
        int wanted = SegmentBytes.available(sizeBytes, offset, length);
        int done = 0;
        while (done < wanted) {
            long block = (offset + done) / head.intervalBytes();
            int from = (int) ((offset + done) % head.intervalBytes());
            int count = Math.min(wanted - done, head.blockLength(block) - from);
            Optional<byte[]> unpacked = block(block);
            if (unpacked.isPresent()) {
                System.arraycopy(unpacked.get(), from, target, at + done, count);
            } else {
                Arrays.fill(target, at + done, at + done + count, (byte) 0);
            }
            done += count;
        }
        return wanted;
    }

    private synchronized Optional<byte[]> block(long number) throws IOException {
        Optional<byte[]> cached = cache.get(number);
        if (cached == null) {
            cached = unpack(number);
            cache.put(number, cached);
        }
        return cached;
    }

    private Optional<byte[]> unpack(long number) throws IOException {
        long at = number < blockAt.length ? blockAt[(int) number] : 0;
        if (at == 0) {
            return Optional.empty();
        }
        return frame(file, checksum, at, number).flatMap(frame -> codec.decompress(frame, head.blockLength(number)));
    }

    /** The frame of the block with this number at {@code at}, if its checksum is right. */
    static Optional<byte[]> frame(SegmentBytes file, Checksum checksum, long at, long number) throws IOException {
        byte[] header = file.read(at, PackedSegment.BLOCK_HEADER_LENGTH);
        if (header.length < PackedSegment.BLOCK_HEADER_LENGTH || LittleEndian.getLong(header, 8) != number) {
            return Optional.empty();
        }
        int length = LittleEndian.getInt(header, 4);
        long padded = PackedTable.blockEnd(0, length);
        if (length < 0 || padded > file.size() - at) {
            return Optional.empty();
        }
        byte[] whole = file.read(at, (int) padded);
        boolean intact =
                whole.length == padded && checksum.of(whole, 4, whole.length - 4, at) == LittleEndian.getInt(whole, 0);
        return intact
                ? Optional.of(Arrays.copyOfRange(
                        whole, PackedSegment.BLOCK_HEADER_LENGTH, PackedSegment.BLOCK_HEADER_LENGTH + length))
                : Optional.empty();
    }

    @Override
    public List<Damage> packingDamages() {
        return damages;
    }

    @Override
    public boolean hasLostBlock(long from, long to) throws IOException {
        long interval = head.intervalBytes();
        for (long block = from / interval; block * interval < Math.min(to, sizeBytes); block++) {
            if (block(block).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
